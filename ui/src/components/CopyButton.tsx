import { useEffect, useState } from "react";
import { copyText } from "../backend/clipboard";
import { useTranslation } from "../i18n/useTranslation";
import { IconButton } from "./IconButton";
import styles from "./CopyButton.module.css";

export interface CopyButtonProps {
  /** What goes on the clipboard. */
  text: string;
  /** What it is called: "Copy Snapshot ID". */
  name: string;
  className?: string;
}

/** Copies, and says so for a moment. */
export function CopyButton({ text, name, className = "" }: CopyButtonProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<"copied" | "copyFailed" | null>(null);
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(null), 1500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const label = outcome ? t(`actions.${outcome}`) : t("actions.copyNamed", { name });
  return (
    <>
      <IconButton
        icon={outcome === "copied" ? "check" : "copy"}
        size="small"
        label={label}
        className={`${styles.copy} ${className}`}
        onClick={(event) => {
          event.stopPropagation();
          copyText(text).then(
            () => setOutcome("copied"),
            () => setOutcome("copyFailed"),
          );
        }}
      />
      <span className="sr-only" role="status">
        {outcome ? t(`actions.${outcome}`) : ""}
      </span>
    </>
  );
}
