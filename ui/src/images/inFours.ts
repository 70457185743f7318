/** Digits of an account in fours, as people compare them. */
export const inFours = (uid: string): string => uid.replace(/(\d{4})(?=\d)/g, "$1 ");
