const LEAST = 8;
const MOST = 30;
const KINDS = [/[A-Z]/, /[a-z]/, /\d/, /[()`~!@#$%^&*\-_+=|{}[\]:;'<>,.?/]/] as const;
const KNOWN = /^[A-Za-z\d()`~!@#$%^&*\-_+=|{}[\]:;'<>,.?/]*$/;

/** What keeps a password from being sent (FACTS-INSTANCES, 22); `null` for a good one. */
export function passwordFault(password: string, windows: boolean): "empty" | "length" | "kinds" | "character" | "slash" | null {
  if (password === "") return "empty";
  if (!KNOWN.test(password)) return "character";
  if (password.length < LEAST || password.length > MOST) return "length";
  if (windows && password.startsWith("/")) return "slash";
  return KINDS.filter((kind) => kind.test(password)).length < 3 ? "kinds" : null;
}
