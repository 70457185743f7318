import type { ExportFormat } from "../backend/bindings/types";
import { useRequest } from "../useCommand";
import button from "./Button.module.css";
import { Icon } from "./Icon";
import { MenuButton } from "./MenuButton";
import { toastLater } from "./toastLater";

interface Props {
  label: string;
  formats: Record<ExportFormat, string>;
  /** Writes the file; its name, or nothing when no file was chosen. */
  write: (requestId: string, format: ExportFormat) => Promise<string | null>;
  done: { title: string; text: (file: string) => string };
}

/** Writes what a page shows to a file; where it goes is asked by the system's own dialog. */
export function ReportExport({ label, formats, write, done }: Props) {
  const writing = useRequest(write, { onDone: (file) => file !== null && toastLater(done.title, done.text(file), { tone: "good" }) });
  return (
    <MenuButton
      className={`${button.button} ${button.quiet}`}
      menuLabel={label}
      align="end"
      aria-disabled={writing.busy || undefined}
      items={() => (["csv", "json"] as const).map((format) => ({ id: format, label: formats[format], onSelect: () => writing.run(format) }))}
    >
      <Icon name="export" size="small" />
      {label}
    </MenuButton>
  );
}
