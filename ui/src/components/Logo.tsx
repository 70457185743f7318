export interface LogoProps {
  size?: number;
}

/** The mark, in the colour of the words around it. */
export function Logo({ size = 18 }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path fill="currentColor" d="M4 1h4v3.25a3.75 3.75 0 0 0 0 7.5V15H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3Z" />
      <path fill="currentColor" d="M8 4.25a3.75 3.75 0 0 1 0 7.5Z" />
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        d="M8 1.75h4A2.25 2.25 0 0 1 14.25 4v8A2.25 2.25 0 0 1 12 14.25H8"
      />
    </svg>
  );
}
