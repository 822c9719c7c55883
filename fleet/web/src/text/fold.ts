/** Drop accents and case, as people type in a hurry: "Đồng Xuân" becomes "dong xuan". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}

/** Whether each word of what was typed begins somewhere in the text. */
export function isMatch(text: string, typed: string): boolean {
  const words = ` ${fold(text)}`;
  return fold(typed)
    .split(/\s+/)
    .every((word) => words.includes(` ${word}`));
}
