// Gives a file in to be looked at, and leads to what was found in it.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { api, take } from "../../api/client";
import type { ImportKind } from "../../api/stampQueries";
import { IMPORT_KINDS } from "../../api/stampSearch";
import { STAMP_WORDS } from "../../text/stampWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { SelectField, TextField } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { Panel } from "../../ui/Panel";
import { StampProblem } from "../stamps/StampProblem";
import classes from "./Imports.module.css";

export function UploadForm() {
  const { bytes } = useText();
  const { w } = useWords(STAMP_WORDS);
  const [kind, setKind] = useState<ImportKind>("products");
  const [source, setSource] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const input = useId();
  const uploading = useUploading();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file) uploading.mutate({ file, kind, source: source.trim() });
  };
  return (
    <div className={classes.upload}>
      <Panel title={w("imports.new")}>
        <form className={classes.form} onSubmit={submit}>
          <SelectField
            label={w("imports.kind")}
            value={kind}
            options={IMPORT_KINDS.map((value) => ({ value, label: w(`imports.kind.${value}`) }))}
            onChange={(value) => setKind(IMPORT_KINDS.find((one) => one === value) ?? "products")}
          />
          <TextField
            label={w("imports.source")}
            hint={w("imports.source_hint")}
            value={source}
            onChange={setSource}
            required
            maxLength={100}
          />
          <div className={classes.chosen}>
            <label htmlFor={input}>{w("imports.file")}</label>
            <input
              id={input}
              type="file"
              accept=".csv,.xlsx,.txt"
              required
              onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            />
            {file && <span className="tq-quiet">{bytes(file.size)}</span>}
          </div>
          <p className={classes.template}>
            {w("imports.template", { kind: w(`imports.kind.${kind}`) })}{" "}
            <a href={`/api/import-templates/${kind}?form=xlsx`} download>
              XLSX
            </a>{" "}
            <a href={`/api/import-templates/${kind}?form=csv`} download>
              CSV
            </a>
          </p>
          {uploading.error && <StampProblem error={uploading.error} />}
          <div>
            <button type="submit" className="tq-button" data-primary disabled={uploading.isPending}>
              <Icon name="upload" />
              {w(uploading.isPending ? "imports.uploading" : "imports.upload")}
            </button>
          </div>
        </form>
      </Panel>
    </div>
  );
}

interface Upload {
  file: File;
  kind: ImportKind;
  source: string;
}

function useUploading() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ file, kind, source }: Upload) => {
      const form = new FormData();
      form.append("file", file);
      form.append("kind", kind);
      form.append("source", source);
      return take(
        api.POST("/api/imports", {
          // The types describe the fields; what is sent is the form itself, for the file's sake.
          body: { file: "", kind, source },
          bodySerializer: () => form,
        }),
      );
    },
    onSuccess: async ({ id }) => {
      await navigate({ to: "/imports/$importId", params: { importId: id } });
      await client.invalidateQueries({ queryKey: ["imports"] });
    },
  });
}
