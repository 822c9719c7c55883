// Runs before the first paint, so that neither the theme nor the language flashes. It is a file of
// its own because the console's content security policy allows no inline script.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is blocked in this browser: the defaults hold
    }
  };
  const stored = read("tq-theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = stored === "light" || stored === "dark" ? stored : dark ? "dark" : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
  document.documentElement.lang = read("tq-language") === "en" ? "en" : "vi";
})();
