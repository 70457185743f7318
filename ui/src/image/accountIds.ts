/** How many digits the id of an Alibaba Cloud account has. */
const DIGITS = 16;
const SEPARATORS = /[\r\n\t,;，；、|]+/;

/** An id as people read it: in fours. It is copied and sent as plain digits. */
export const inFours = (id: string): string => (/^\d+$/.test(id) ? (id.match(/\d{1,4}/g) ?? []).join(" ") : id);

/** Whether a text is the id of a main account. */
export const isAccountId = (text: string): boolean => new RegExp(`^\\d{${DIGITS}}$`).test(text);

/** Digits that were written in groups, put together again: one id, or several one after the other. */
function joined(groups: readonly string[]): string[] {
  const digits = groups.join("");
  if (digits.length % DIGITS !== 0) return [digits];
  return digits.match(new RegExp(`\\d{${DIGITS}}`, "g")) ?? [digits];
}

/**
 * The ids in what was typed or pasted: one or many, with commas, lines or spaces between them, plain or written in fours. `named` gives the
 * id of somebody who is known by a name.
 */
export function idsIn(text: string, named: (name: string) => string | undefined = () => undefined): string[] {
  return text
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e]/g, "")
    .split(SEPARATORS)
    .flatMap((part) => {
      // A name of only digits could be that of somebody else's id.
      const known = /^[\d\s-]*$/.test(part) ? undefined : named(part);
      if (known !== undefined) return [known];
      const words = part.replace(/(\d)-(?=\d)/g, "$1 ").trim().split(/\s+/).filter(Boolean);
      const grouped = words.length > 1 && words.every((word) => /^\d{1,6}$/.test(word));
      return grouped ? joined(words) : words;
    });
}
