import { expect, it } from "vitest";
import { fold, isMatch } from "./fold";

it.each([
  ["Đồng Xuân", "dong xuan"],
  ["Chợ Hôm – Đức Viên ", "cho hom – duc vien"],
  ["Hòa Xá", "hoa xa"],
  ["Hoà Xá".normalize("NFD"), "hoa xa"],
])("%s is folded to %s", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

it("finds texts by the beginnings of their words", () => {
  expect(isMatch("Chuyển sang giao diện tối", "giao toi")).toBe(true);
  expect(isMatch("Chuyển sang giao diện tối", "Tối")).toBe(true);
  expect(isMatch("Chuyển sang giao diện tối", "oi")).toBe(false);
  expect(isMatch("Trạm", "")).toBe(true);
});
