import type { MenuItem } from "./menuItem";

type Heading = Extract<MenuItem, { kind: "heading" }>;

export interface MenuGroup {
  heading: Heading | null;
  items: Exclude<MenuItem, Heading>[];
}

/** The lines of a menu in groups: a heading begins one, and the next heading or line between groups ends it. */
export function menuGroups(items: readonly MenuItem[]): MenuGroup[] {
  const groups: MenuGroup[] = [];
  for (const item of items) {
    if (item.kind === "heading") {
      groups.push({ heading: item, items: [] });
      continue;
    }
    const last = groups.at(-1);
    if (last && !(item.kind === "separator" && last.heading)) last.items.push(item);
    else groups.push({ heading: null, items: [item] });
  }
  return groups;
}
