// The look: fonts and sizes here, colours in theme.css.

import {
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from "@mantine/core";

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

export const theme = createTheme({
  fontFamily: '"Be Vietnam Pro", "Noto Sans", system-ui, sans-serif',
  headings: { fontFamily: '"Be Vietnam Pro", "Noto Sans", system-ui, sans-serif' },
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

/** public/before-paint.js reads the same key. */
export const schemes = localStorageColorSchemeManager({ key: "tq-theme" });
