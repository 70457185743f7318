import { createContext, use } from "react";
import type { Views } from "./views";

export const ViewsContext = createContext<Views | null>(null);

/** The lists of the window. */
export function useViews(): Views {
  const views = use(ViewsContext);
  if (!views) throw new Error("no views");
  return views;
}
