import { useEffect, useRef } from "react";

/** Moves the focus to the first field with an error after a try that came to nothing. Goes on the element around the fields. */
export function useFirstError<E extends HTMLElement>(refusals: number) {
  const fields = useRef<E>(null);
  useEffect(() => {
    if (refusals > 0) fields.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusals]);
  return fields;
}
