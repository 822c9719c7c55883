// The language and the theme of the console, kept in this browser.

import { useMantineColorScheme } from "@mantine/core";
import { useText } from "../text/useText";
import { Choice } from "../ui/Choice";

export function DisplayChoices() {
  const { t, language, setLanguage } = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Choice
        label={t("menu.language")}
        value={language}
        onChange={setLanguage}
        options={[
          { value: "vi", label: "Tiếng Việt" },
          { value: "en", label: "English" },
        ]}
      />
      <Choice
        label={t("menu.theme")}
        value={colorScheme}
        onChange={setColorScheme}
        options={(["light", "dark", "auto"] as const).map((value) => ({
          value,
          label: t(`menu.theme.${value}`),
        }))}
      />
    </>
  );
}
