import type { ReactNode } from "react";

/** The shapes of all icons: strokes of 1.5 px on a field of 16 px. */
export const SHAPES = {
  grid: (
    <>
      <rect x="2" y="2" width="5" height="5" rx="1" />
      <rect x="9" y="2" width="5" height="5" rx="1" />
      <rect x="2" y="9" width="5" height="5" rx="1" />
      <rect x="9" y="9" width="5" height="5" rx="1" />
    </>
  ),
  snapshots: (
    <>
      <rect x="2" y="2.5" width="12" height="11" rx="1.5" />
      <path d="M5 2.5v11M11 2.5v11M2 6h3M2 10h3M11 6h3M11 10h3" />
    </>
  ),
  image: (
    <>
      <rect x="2.5" y="2" width="11" height="12" rx="1.5" />
      <path d="M5 4.5h6v5H5z" />
    </>
  ),
  instance: (
    <>
      <rect x="2" y="2.5" width="12" height="4.5" rx="1.2" />
      <rect x="2" y="9" width="12" height="4.5" rx="1.2" />
      <path d="M4.5 4.75h.01M4.5 11.25h.01M7 4.75h4.5M7 11.25h4.5" />
    </>
  ),
  jobs: (
    <>
      <path d="M2 4h6M2 8h9M2 12h4" />
      <circle cx="12.5" cy="4" r="1.5" />
      <path d="M9.5 12h4.5" />
    </>
  ),
  journal: <path d="M3.5 2h8a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8zM6.5 5.5H10M6.5 8.5H10" />,
  settings: (
    <>
      <path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6" />
      <circle cx="10" cy="4.5" r="1.8" />
      <circle cx="6" cy="11.5" r="1.8" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  play: <path d="M5 3.2v9.6l7.5-4.8z" />,
  power: <path d="M8 2v5.5M4.6 4.3a5 5 0 1 0 6.8 0" />,
  compare: (
    <>
      <rect x="2" y="3" width="4.5" height="10" rx="1" />
      <rect x="9.5" y="3" width="4.5" height="10" rx="1" />
    </>
  ),
  refresh: <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 2v3.2h-3.2" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.3" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  lockOpen: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.3" />
      <path d="M5.5 7V4.5a2.5 2.5 0 0 1 4.6-1.3" />
    </>
  ),
  tag: (
    <>
      <path d="M2.5 3.5v4.2c0 .4.15.78.44 1.06l4.8 4.8a1.5 1.5 0 0 0 2.12 0l3.7-3.7a1.5 1.5 0 0 0 0-2.12l-4.8-4.8A1.5 1.5 0 0 0 7.7 2.5H3.5a1 1 0 0 0-1 1Z" />
      <path d="M5.5 5.5h.01" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="11" r="2.7" />
      <path d="m7 9 6-6M10.7 5.3l1.8 1.8" />
    </>
  ),
  flask: <path d="M6.2 2h3.6M6.8 2v4L3 12.3a1 1 0 0 0 .9 1.5h8.2a1 1 0 0 0 .9-1.5L9.2 6V2M4.8 9.8h6.4" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.3" />
      <path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2" />
    </>
  ),
  chevron: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  chevronRight: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  trash: <path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.6 9h6.2l.6-9" />,
  close: <path d="m4.5 4.5 7 7M11.5 4.5l-7 7" />,
  export: <path d="M8 9.5v-7M5.2 5 8 2.3 10.8 5M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3" />,
  account: (
    <>
      <circle cx="8" cy="5.2" r="2.7" />
      <path d="M2.8 13.8c.6-2.6 2.6-4 5.2-4s4.6 1.4 5.2 4" />
    </>
  ),
  book: <path d="M8 4c-1.2-.9-2.8-1.3-5-1.3v9.6c2.2 0 3.8.4 5 1.2 1.2-.8 2.8-1.2 5-1.2V2.7C10.8 2.7 9.2 3.1 8 4zM8 4v9.5" />,
  region: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M2 8h12M8 2c2 2 2.6 4 2.6 6S10 12 8 14c-2-2-2.6-4-2.6-6S6 4 8 2z" />
    </>
  ),
  arrowDown: <path d="M8 3.5v9M5 9.5l3 3 3-3" />,
  arrowUp: <path d="M8 12.5v-9M5 6.5l3-3 3 3" />,
  check: <path d="m3.5 8.5 3 3 6-7" />,
  minus: <path d="M4 8h8" />,
  eye: (
    <>
      <path d="M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8z" />
      <circle cx="8" cy="8" r="1.8" />
    </>
  ),
  eyeOff: (
    <>
      <path d="M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8z" />
      <circle cx="8" cy="8" r="1.8" />
      <path d="m3 13 10-10" />
    </>
  ),
  disk: (
    <>
      <rect x="2" y="4" width="12" height="8" rx="1.5" />
      <path d="M4.5 9.5h4M11.5 9.5h.01" />
    </>
  ),
  share: (
    <>
      <circle cx="4" cy="8" r="1.8" />
      <circle cx="12" cy="4" r="1.8" />
      <circle cx="12" cy="12" r="1.8" />
      <path d="m5.6 7.2 4.8-2.4M5.6 8.8l4.8 2.4" />
    </>
  ),
  shield: <path d="M8 2 3 4v4c0 3 2 5 5 6 3-1 5-3 5-6V4z" />,
  warning: <path d="M8 2.5 14.3 13H1.7zM8 6.8v2.8M8 11.4h.01" />,
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.3v3.4M8 5.2h.01" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.7V8l2.2 1.6" />
    </>
  ),
  edit: <path d="M3 13h2.4L13 5.4a1.2 1.2 0 0 0 0-1.7l-.7-.7a1.2 1.2 0 0 0-1.7 0L3 10.6zM9.3 4.3l2.4 2.4" />,
  chip: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1.2" />
      <path d="M6.5 1.8V4M9.5 1.8V4M6.5 12v2.2M9.5 12v2.2M1.8 6.5H4M1.8 9.5H4M12 6.5h2.2M12 9.5h2.2" />
    </>
  ),
  network: (
    <>
      <rect x="6" y="2" width="4" height="3.4" rx="0.8" />
      <rect x="2" y="10.6" width="4" height="3.4" rx="0.8" />
      <rect x="10" y="10.6" width="4" height="3.4" rx="0.8" />
      <path d="M8 5.4V8M4 10.6V8h8v2.6" />
    </>
  ),
  equals: <path d="M4 6.2h8M4 9.8h8" />,
  columns: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.3" />
      <path d="M6 3v10M10 3v10" />
    </>
  ),
  list: <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;
