// What the slide says, in each language.

import { Textarea, TextInput } from "@mantine/core";
import { CONTENT_WORDS } from "../../text/contentWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Panel } from "../../ui/Panel";
import { type Complaints, type Draft, lengthOf, limitOf, type TextField } from "./draft";
import classes from "./NewSlidePage.module.css";

interface WordsFieldsProps {
  texts: Draft["texts"];
  complaints: Complaints;
  onChange: (field: TextField, text: string) => void;
}

export function WordsFields({ texts, complaints, onChange }: WordsFieldsProps) {
  const { number } = useText();
  const { w } = useWords(CONTENT_WORDS);
  const props = (field: TextField) => {
    const left = limitOf(field) - lengthOf(texts[field]);
    const complaint = complaints[field];
    return {
      label: w(`slide.${field}`),
      value: texts[field],
      description: w("slide.left", { n: number(Math.max(0, left)) }),
      error: complaint && w(complaint.key, complaint.values),
      name: field,
      lang: field.slice(-2),
      onChange: (event: { currentTarget: { value: string } }) =>
        onChange(field, event.currentTarget.value),
    };
  };
  return (
    <div className={classes.words}>
      <Panel title={w("slide.vietnamese")}>
        <div className={classes.language}>
          <TextInput {...props("title_vi")} required />
          <Textarea {...props("body_vi")} rows={4} />
        </div>
      </Panel>
      <Panel title={w("slide.english")}>
        <div className={classes.language}>
          <TextInput {...props("title_en")} required />
          <Textarea {...props("body_en")} rows={4} />
        </div>
      </Panel>
    </div>
  );
}
