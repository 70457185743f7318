/** A field with an error, or the error itself where no field can take the focus. */
const WRONG = "[aria-invalid], [data-error]";

/** Puts the focus on the first thing that has to be corrected; says whether there is one. */
export function focusWrong(page: HTMLElement | null): boolean {
  const wrong = page?.querySelector<HTMLElement>(WRONG);
  wrong?.focus();
  return wrong != null;
}

/** Puts the focus on what has to be typed to confirm. */
export const focusConfirm = (page: HTMLElement | null): void => page?.querySelector<HTMLElement>("[data-confirm] input")?.focus();
