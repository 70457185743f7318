export type Platform = "linux" | "mac" | "windows" | "unknown";

/** The operating system that a web view names, for the words that differ between systems. */
export function platformOf(userAgent: string): Platform {
  if (/Windows/.test(userAgent)) return "windows";
  if (/Macintosh|Mac OS X/.test(userAgent)) return "mac";
  return /Linux|X11/.test(userAgent) ? "linux" : "unknown";
}
