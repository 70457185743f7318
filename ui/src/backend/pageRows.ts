/** Rows of the grid that are asked for at once. */
export const PAGE_ROWS = 100;
