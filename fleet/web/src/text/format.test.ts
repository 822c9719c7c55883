import { describe, expect, it } from "vitest";
import {
  formatAge,
  formatBytes,
  formatDay,
  formatMoment,
  formatNumber,
  formatTime,
  vietnamDay,
} from "./format";

describe("moments", () => {
  it("are those of Vietnam, wherever the reader is", () => {
    expect(formatMoment("2026-11-21T17:05:09Z")).toBe("22/11/2026 00:05:09");
    expect(formatMoment("2026-11-21T23:59:59.999+07:00")).toBe("21/11/2026 23:59:59");
  });

  it("have a time of 24 hours, and midnight is 00", () => {
    expect(formatTime("2026-11-21T17:00:00Z")).toBe("00:00:00");
    expect(formatTime("2026-11-21T10:30:00Z")).toBe("17:30:00");
  });

  it("have days as they are written here", () => {
    expect(formatDay("2026-11-02")).toBe("02/11/2026");
    expect(vietnamDay("2026-11-21T17:00:00Z")).toBe("2026-11-22");
  });
});

describe("ages", () => {
  const now = Date.parse("2026-11-21T10:00:00Z");
  const ago = (seconds: number) => new Date(now - seconds * 1000);

  it.each([
    [0, "vừa xong", "just now"],
    [5, "5 giây trước", "5 seconds ago"],
    [59, "59 giây trước", "59 seconds ago"],
    [60, "1 phút trước", "1 minute ago"],
    [43 * 60 + 59, "43 phút trước", "43 minutes ago"],
    [3600, "1 giờ trước", "1 hour ago"],
    [3 * 86_400, "3 ngày trước", "3 days ago"],
  ])("of %i s", (seconds, vietnamese, english) => {
    expect(formatAge(ago(seconds), now, "vi")).toBe(vietnamese);
    expect(formatAge(ago(seconds), now, "en")).toBe(english);
  });

  it("don't lie in the future, since clocks differ", () => {
    expect(formatAge(ago(-30), now, "vi")).toBe("vừa xong");
  });
});

describe("numbers", () => {
  it("are grouped as people write them", () => {
    expect(formatNumber(8792, "vi")).toBe("8.792");
    expect(formatNumber(8792, "en")).toBe("8,792");
    expect(formatNumber(61.44, "vi", 1)).toBe("61,4");
  });

  it("of bytes have a unit that fits", () => {
    expect(formatBytes(900, "vi")).toBe("900 B");
    expect(formatBytes(6_144, "vi")).toBe("6 KB");
    expect(formatBytes(8 * 1024 * 1024, "vi")).toBe("8 MB");
    expect(formatBytes(1_600_000, "vi")).toBe("1,5 MB");
  });
});
