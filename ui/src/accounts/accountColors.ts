/** The colors of the design tokens that an account can have: their number and their name in the catalogue. */
export const ACCOUNT_COLORS = [
  { color: 1, name: "teal" },
  { color: 2, name: "blue" },
  { color: 3, name: "green" },
  { color: 4, name: "orange" },
  { color: 5, name: "indigo" },
  { color: 6, name: "pink" },
  { color: 7, name: "gray" },
  { color: 8, name: "ochre" },
] as const;

/** The first color that no account has, or else the first of all. */
export const freeColor = (used: readonly number[]): number => ACCOUNT_COLORS.find(({ color }) => !used.includes(color))?.color ?? 1;
