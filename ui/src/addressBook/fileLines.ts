import type { AddressBookFile, AddressBookLine, Finding } from "../backend/bindings/types";

/** The lines of a file by what becomes of them. */
export interface FileLines {
  fresh: readonly AddressBookLine[];
  /** In the book with another name or note. */
  changed: readonly AddressBookLine[];
  /** In the book as they are. */
  same: readonly AddressBookLine[];
  wrong: readonly AddressBookLine[];
  /** Taken over, but to be looked at. */
  questioned: readonly AddressBookLine[];
}

const has = (line: AddressBookLine, severity: Finding["severity"]) => line.findings.some((finding) => finding.severity === severity);

export function linesOf({ lines }: AddressBookFile): FileLines {
  const good = lines.filter((line) => !has(line, "error"));
  const isSame = ({ before, entry }: AddressBookLine) => before !== null && before.name === entry.name && before.note === entry.note;
  return {
    fresh: good.filter(({ before }) => before === null),
    changed: good.filter((line) => line.before !== null && !isSame(line)),
    same: good.filter(isSame),
    wrong: lines.filter((line) => has(line, "error")),
    questioned: good.filter((line) => has(line, "warning") && !isSame(line)),
  };
}
