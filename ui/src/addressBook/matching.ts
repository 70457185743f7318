import type { AddressBookEntry } from "../backend/bindings/types";

/** The entries in which a text stands: in the name, the note, or the id, however that is grouped. */
export function matching(book: readonly AddressBookEntry[], search: string): readonly AddressBookEntry[] {
  const text = search.trim().toLowerCase();
  if (text === "") return book;
  const digits = text.replace(/[\s-]/g, "");
  return book.filter(({ uid, name, note }) => name.toLowerCase().includes(text) || note.toLowerCase().includes(text) || (digits !== "" && uid.includes(digits)));
}

/** The id of the one that has this name; nothing when several have it. */
export function uidNamed(people: readonly { uid: string; name: string }[], text: string): string | undefined {
  const name = text.trim().toLowerCase();
  const found = new Set(people.filter((one) => one.name.toLowerCase() === name).map(({ uid }) => uid));
  return found.size === 1 ? [...found][0] : undefined;
}
