import { useEffect, useState, type RefCallback } from "react";

/**
 * For a part that scrolls by itself and holds nothing to press: where there is more in it than fits, the keyboard can reach it, and
 * scrolls it.
 */
export function useOverflow(): { ref: RefCallback<HTMLElement>; tabIndex: 0 | undefined } {
  const [element, ref] = useState<HTMLElement | null>(null);
  const [overflows, setOverflows] = useState(false);
  // Looks again after every drawing: there may be more or less in it.
  useEffect(() => {
    if (!element || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(() => setOverflows(element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  });
  return { ref, tabIndex: overflows ? 0 : undefined };
}
