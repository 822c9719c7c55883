// Chooses the stations that show a slide, found by the server as one types.

import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { stationsQuery } from "../../api/queries";
import { CONTENT_WORDS } from "../../text/contentWords";
import { useWords } from "../../text/useWords";
import { ProblemNote } from "../../ui/ProblemNote";
import type { Complaint } from "./draft";

interface StationsFieldProps {
  stations: readonly string[];
  complaint: Complaint | undefined;
  onChange: (stations: string[]) => void;
}

export function StationsField({ stations, complaint, onChange }: StationsFieldProps) {
  const { w } = useWords(CONTENT_WORDS);
  const [typed, setTyped] = useState("");
  const [sought] = useDebouncedValue(typed.trim(), 250);
  const { data, error } = useInfiniteQuery(stationsQuery(sought ? { q: sought } : {}));
  const names = useRef(new Map<string, string>());
  for (const station of data?.pages.flatMap((page) => page.stations) ?? []) {
    names.current.set(station.station_id, `${station.name} – ${station.market}`);
  }
  const found = data?.pages.flatMap((page) => page.stations.map((one) => one.station_id)) ?? [];
  // What was chosen before stays known, whatever is searched for now.
  const options = [...new Set([...stations, ...found])].map((id) => ({
    value: id,
    label: names.current.get(id) ?? id,
  }));
  return (
    <>
      <MultiSelect
        label={w("slide.stations")}
        placeholder={stations.length === 0 ? w("slide.stations_search") : ""}
        data={options}
        value={[...stations]}
        onChange={onChange}
        searchable
        searchValue={typed}
        onSearchChange={setTyped}
        // The server has searched, without accents.
        filter={({ options: all }) => all}
        nothingFoundMessage={w("slide.stations_none")}
        error={complaint && w(complaint.key, complaint.values)}
        hidePickedOptions
        maxDropdownHeight={320}
      />
      {error && <ProblemNote error={error} />}
    </>
  );
}
