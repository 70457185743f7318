import type { ReactNode } from "react";
import { CloudText, hasHidden } from "../components/CloudText";

/** The text with the letters that matched marked. Text of the cloud: nothing in it is interpreted, and what is hidden in it is named. */
export function highlight(text: string, search: string): ReactNode {
  if (hasHidden(text)) return <CloudText text={text} />;
  if (search === "") return text;
  const at = text.toLowerCase().indexOf(search.toLowerCase());
  // A letter may become longer when it is made small; then the places do not fit and nothing is marked.
  if (at < 0 || text.toLowerCase().length !== text.length) return text;
  const end = at + search.length;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
