/**
 * What a keyboard does not give, or what looks like something else: characters that are not seen or have no glyph, white space other
 * than one space between two words, letters that are put together of several characters.
 */
const NOT_TYPED = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|[^\S ]|^ | $| {2}/u;

/** Whether a name can be typed as it is seen, letter by letter. */
export const canBeTyped = (name: string): boolean => name !== "" && name === name.normalize() && !NOT_TYPED.test(name);
