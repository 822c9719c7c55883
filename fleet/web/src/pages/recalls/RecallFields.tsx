// The fields of a recall, in three parts.

import { Textarea, TextInput } from "@mantine/core";
import { useWords } from "../../text/useWords";
import { Choice } from "../../ui/Choice";
import { Panel } from "../../ui/Panel";
import { REGISTRY, type RegistryKey } from "../registry/texts";
import { type complaintsOf, type Draft, type Field, namedBy, SCOPES, type Scope } from "./draft";
import classes from "./Recalls.module.css";
import { useNamed } from "./useNamed";

interface FieldsProps {
  draft: Draft;
  complaints: ReturnType<typeof complaintsOf>;
  onChange: (part: Partial<Draft["fields"]>) => void;
}

const LABELS = {
  recall_id: "recall.id",
  lot: "lot.lot",
  serial_from: "recall.serial_from",
  serial_to: "recall.serial_to",
  party: "recall.party_field",
  reason_vi: "recall.reason_vi",
  reason_en: "recall.reason_en",
  authority: "recall.authority",
  since: "recall.since",
  hotline: "recall.hotline",
  action_vi: "recall.action_vi",
  action_en: "recall.action_en",
  recall_class: "recall.class",
} as const satisfies Partial<Record<Field, RegistryKey>>;

function useProps({ draft, complaints, onChange }: FieldsProps) {
  const { w } = useWords(REGISTRY);
  return (field: Field) => {
    const complaint = complaints[field];
    return {
      label: field === "gtin" ? "GTIN" : w(LABELS[field]),
      value: draft.fields[field],
      error: complaint && w(complaint.key, complaint.values),
      name: field,
      autoComplete: "off",
      onChange: (event: { currentTarget: { value: string } }) =>
        onChange({ [field]: event.currentTarget.value }),
    };
  };
}

export function GoodsFields(props: FieldsProps & { onScope: (scope: Scope) => void }) {
  const { draft, onScope } = props;
  const { w } = useWords(REGISTRY);
  const fieldProps = useProps(props);
  const named = useNamed(draft);
  const unknown = draft.scope === "party" ? "recall.party_unknown" : "recall.gtin_unknown";
  const said = named.isUnknown ? w(unknown) : named.name;
  return (
    <Panel title={w("recall.what")}>
      <div className={classes.what}>
        <Choice
          label={w("recall.what")}
          hideLabel
          value={draft.scope}
          onChange={onScope}
          options={SCOPES.map((value) => ({ value, label: w(`recall.what.${value}`) }))}
        />
        <div className={classes.fields}>
          {namedBy(draft.scope).map((field, at) => (
            <TextInput
              key={field}
              {...fieldProps(field)}
              required={!(field === "lot" && draft.scope === "serials")}
              {...(at === 0 ? { description: said ?? "\u00a0" } : { description: "\u00a0" })}
              {...(field === "gtin" ? { inputMode: "numeric" as const } : {})}
            />
          ))}
        </div>
      </div>
    </Panel>
  );
}

export function OrderFields(props: FieldsProps) {
  const { w } = useWords(REGISTRY);
  const fieldProps = useProps(props);
  const { draft, onChange } = props;
  return (
    <Panel title={w("recall.order")}>
      <div className={classes.fields}>
        <TextInput {...fieldProps("recall_id")} required />
        <TextInput {...fieldProps("authority")} required />
        <TextInput {...fieldProps("since")} type="date" required />
        <div>
          <Choice
            label={w("recall.class")}
            value={draft.fields.recall_class}
            onChange={(recall_class) => onChange({ recall_class })}
            options={["", "I", "II", "III"].map((value) => ({
              value,
              label: value || w("recall.class_none"),
            }))}
          />
        </div>
        <div className={classes.wide}>
          <Textarea {...fieldProps("reason_vi")} rows={2} lang="vi" required />
        </div>
      </div>
    </Panel>
  );
}

export function ShopperFields(props: FieldsProps) {
  const { w } = useWords(REGISTRY);
  const fieldProps = useProps(props);
  return (
    <Panel title={w("recall.shoppers")}>
      <div className={classes.fields}>
        <Textarea {...fieldProps("action_vi")} rows={3} lang="vi" />
        <Textarea {...fieldProps("action_en")} rows={3} lang="en" />
        <Textarea {...fieldProps("reason_en")} rows={3} lang="en" />
        <TextInput {...fieldProps("hotline")} />
      </div>
    </Panel>
  );
}
