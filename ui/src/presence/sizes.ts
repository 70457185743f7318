/** Height of a line of the matrix, in pixels. */
export const LINE_HEIGHT = 44;
