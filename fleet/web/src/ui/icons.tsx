// The few line icons of the console, drawn on 24 by 24.

const PATHS = {
  overview: "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
  stations: "M5 4h14v12H5zM9 20h6M12 16v4",
  content: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  scans: "M4 8V5h3M17 5h3v3M20 16v3h-3M7 19H4v-3M8 9v6M11 9v6M13.5 9v6M16 9v6",
  menu: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1.2-3.5 4-5 7.5-5s6.3 1.5 7.5 5",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "m5 12.5 4.5 4.5L19 7",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16.2 16.2 20.5 20.5",
  back: "M14.5 5.5 8 12l6.5 6.5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  left: "M14.5 5.5 8 12l6.5 6.5",
  right: "M9.5 5.5 16 12l-6.5 6.5",
  up: "m5.5 14.5 6.5-6.5 6.5 6.5",
  down: "m5.5 9.5 6.5 6.5 6.5-6.5",
  play: "M8 5.5v13l10.5-6.5Z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  flash: "M13 3.5 5.5 13.5H11l-1 7 7.5-10H12Z",
  restart: "M5 12a7 7 0 1 0 2.2-5.1L5 9M5 4.5V9h4.5",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z",
  upload: "M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 15v4.5h15V15",
  alert: "M12 4 21 19.5H3zM12 10v4.5M12 17v.01",
  registry: "M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2ZM5 18a2 2 0 0 1 2-2h12M9 8h6",
  product: "M12 3.5 20 8v8.5L12 21l-8-4.5V8ZM4 8l8 4.5L20 8M12 12.5V21",
  lot: "M4 4.5h7v7H4zM13 4.5h7v7h-7zM4 13.5h7v6H4zM13 13.5h7v6h-7z",
  party: "M4 20V9.5L12 4l8 5.5V20ZM9.5 20v-6h5v6",
  certificate: "M5 3.5h14v11H5zM8.5 7.5h7M8.5 10.5h4M13 14.5V21l2.5-1.5L18 21v-6.5",
  recall: "M4.5 10v4H8l7.5 4.5v-13L8 10ZM19 9.5a4 4 0 0 1 0 5",
  stamp: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM17.5 17.5H20V20h-2.5z",
  key: "M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 12H21M17.5 12v4M21 12v3",
  connector: "M9 3.5v5M15 3.5v5M6.5 8.5h11V12a5.5 5.5 0 0 1-11 0ZM12 17.5v3.5",
  look: "M2.5 12C5 7.5 8.3 5.5 12 5.5S19 7.5 21.5 12c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  close: "M6 6l12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
