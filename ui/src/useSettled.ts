import { useEffect, useState } from "react";

/** The value, once it has not changed for a moment. */
export function useSettled<T>(value: T, pause = 400): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
