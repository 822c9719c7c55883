// The language and the theme of the console, kept in this browser.

import { useText } from "../text/useText";
import { Choice } from "../ui/Choice";
import { useScheme } from "../ui/scheme";

export function DisplayChoices() {
  const { t, chosen, setLanguage } = useText();
  const { choice, setChoice } = useScheme();
  return (
    <>
      <Choice
        label={t("menu.language")}
        value={chosen}
        onChange={setLanguage}
        options={[
          { value: "vi", label: "Tiếng Việt" },
          { value: "en", label: "English" },
        ]}
      />
      <Choice
        label={t("menu.theme")}
        value={choice}
        onChange={setChoice}
        options={(["light", "dark", "auto"] as const).map((value) => ({
          value,
          label: t(`menu.theme.${value}`),
        }))}
      />
    </>
  );
}
