// Makes Mantine's inputs work below it. Only pages with forms need them, so neither they nor their
// styles weigh on the others. Of the styles only those of the components in use are taken; they come
// in a layer, so the console's own rules win.

import "@mantine/core/styles/default-css-variables.layer.css";
import "@mantine/core/styles/global.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/core/styles/ActionIcon.layer.css";
import "@mantine/core/styles/Button.layer.css";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/Loader.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/Combobox.layer.css";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/core/styles/PasswordInput.layer.css";
import "@mantine/core/styles/Pill.layer.css";
import "@mantine/core/styles/PillsInput.layer.css";
import "@mantine/core/styles/Stack.layer.css";

import { createTheme, type MantineColorsTuple, MantineProvider } from "@mantine/core";
import type { PropsWithChildren } from "react";
import { useScheme } from "./scheme";

const night: MantineColorsTuple = [
  "#eaf4fa",
  "#d3e6f0",
  "#a6cde1",
  "#77b3d2",
  "#4f9cc4",
  "#318abb",
  "#1a74a6",
  "#0f5a86",
  "#12496a",
  "#12364a",
];

const FONT = '"Be Vietnam Pro", "Noto Sans", system-ui, sans-serif';

const theme = createTheme({
  fontFamily: FONT,
  colors: { night },
  primaryColor: "night",
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: "md",
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "md" } },
    TextInput: { defaultProps: { size: "md" } },
    PasswordInput: { defaultProps: { size: "md" } },
    Textarea: { defaultProps: { size: "md" } },
    MultiSelect: { defaultProps: { size: "md" } },
  },
});

export function Widgets({ children }: PropsWithChildren) {
  const { shown } = useScheme();
  return (
    <MantineProvider theme={theme} forceColorScheme={shown}>
      {children}
    </MantineProvider>
  );
}
