/** Puts the focus on the first heading, where reading goes on after a page or a step has changed. */
export function focusHeading(within: ParentNode | null, heading: "h1" | "h2"): void {
  const title = within?.querySelector<HTMLElement>(heading);
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
