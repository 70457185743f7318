import { useRef, useState, type KeyboardEvent } from "react";
import type { DataDiskCandidate, ImageDraft, DraftStart } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { Checkbox } from "../components/Checkbox";
import { CloudText } from "../components/CloudText";
import { Dialog } from "../components/Dialog";
import { EmptyState } from "../components/EmptyState";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Icon } from "../components/Icon";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { MOST_DATA_DISKS, shownCandidates } from "./disks";
import { Taken } from "./Taken";
import styles from "./DiskPicker.module.css";

/** Lines shown at once; who looks for more types. */
const SHOWN = 100;

interface Props {
  source: DraftStart;
  draft: ImageDraft;
  onClose: () => void;
  onAdd: (snapshotIds: string[]) => void;
}

/** The box that a key leads to from the box it was pressed on: the list is one stop of the Tab key, as a grid is. */
function boxFor(key: string, from: HTMLInputElement) {
  const boxes = [...(from.closest("ul")?.querySelectorAll<HTMLInputElement>("input:enabled") ?? [])];
  const at = boxes.indexOf(from);
  switch (key) {
    case "ArrowDown":
      return boxes[at + 1];
    case "ArrowUp":
      return boxes[at - 1];
    case "Home":
      return boxes[0];
    case "End":
      return boxes.at(-1);
    default:
      return undefined;
  }
}

const wordsOf = ({ row }: DataDiskCandidate) =>
  [row.name, row.key.id, row.instanceName ?? "", row.instanceId ?? "", row.sourceDiskId].join("\n").toLowerCase();

/** All other data-disk snapshots of the region, the nearest in time first. */
export function DiskPicker({ source, draft, onClose, onAdd }: Props) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [lastOn, setLastOn] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const shown = new Set(shownCandidates(source, draft));
  const others = source.candidates.filter((candidate) => !shown.has(candidate));
  const typed = search.trim().toLowerCase();
  const found = others.filter((candidate) => wordsOf(candidate).includes(typed));
  const room = MOST_DATA_DISKS - draft.dataDisks.length - chosen.length;
  const region = draft.regionId;
  const lines = found.slice(0, SHOWN);
  const isOpen = ({ row, obstacles }: DataDiskCandidate) => obstacles.length === 0 && (room > 0 || chosen.includes(row.key.id));
  const open = lines.filter(isOpen).map((candidate) => candidate.row.key.id);
  const tabStop = open.find((id) => id === lastOn) ?? open[0];
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const note = () => {
    if (room === 0) return t("picker.full", { max: MOST_DATA_DISKS });
    return found.length > SHOWN ? t("picker.more", { shown: SHOWN, total: format.number(found.length) }) : null;
  };
  return (
    <Dialog
      open
      keep
      wide
      onClose={onClose}
      title={t("picker.title")}
      text={t("picker.text", { region })}
      initialFocus={input}
      note={note()}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("foot.cancel")}
          </Button>
          <Button variant="primary" size="large" disabled={chosen.length === 0} onClick={() => onAdd([...chosen])}>
            {t("picker.add", { count: chosen.length })}
          </Button>
        </>
      }
    >
      <TextField
        ref={input}
        type="search"
        label={t("picker.search")}
        labelHidden
        placeholder={t("picker.search")}
        leading={<Icon name="search" size="small" className={styles.glass} />}
        value={search}
        onChange={setSearch}
      />
      <div className={styles.list}>
        {others.length === 0 ? (
          <EmptyState title={t("picker.none")} text={t("picker.noneText", { region })} />
        ) : found.length === 0 ? (
          <EmptyState title={t("picker.noMatch")} text={t("picker.noMatchText", { count: others.length })}>
            <Button onClick={() => setSearch("")}>{t("picker.clear")}</Button>
          </EmptyState>
        ) : (
          <ul>
            {lines.map((candidate) => (
              <Line
                key={candidate.row.key.id}
                candidate={candidate}
                checked={chosen.includes(candidate.row.key.id)}
                enabled={isOpen(candidate)}
                tabStop={candidate.row.key.id === tabStop}
                onFocus={() => setLastOn(candidate.row.key.id)}
                onToggle={() => toggle(candidate.row.key.id)}
              />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

interface LineProps {
  candidate: DataDiskCandidate;
  checked: boolean;
  enabled: boolean;
  tabStop: boolean;
  onFocus: () => void;
  onToggle: () => void;
}

function Line({ candidate, checked, enabled, tabStop, onFocus, onToggle }: LineProps) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const words = useFindingWords();
  const { row, obstacles } = candidate;
  const blocked = obstacles[0];
  const move = (event: KeyboardEvent<HTMLInputElement>) => {
    const next = boxFor(event.key, event.currentTarget);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <li>
      <label className={styles.line}>
        <Checkbox checked={checked} disabled={!enabled} tabIndex={tabStop ? 0 : -1} onChange={onToggle} onFocus={onFocus} onKeyDown={move} />
        <DiskTypeIcon diskType={row.diskType} />
        <span className={styles.words}>
          <span className="medium trunc">{row.name ? <CloudText text={row.name} /> : t("disks.unnamed")}</span>
          <span className="mono faint trunc">{row.key.id}</span>
        </span>
        <span className={styles.words}>
          <span className="trunc"><CloudText text={row.instanceName ?? row.instanceId ?? "–"} /></span>
          <span className="faint trunc">{row.sizeGib === null ? "–" : format.size(row.sizeGib)}</span>
        </span>
        <Taken candidate={candidate} />
        {blocked && <span className={styles.blocked}>{words(blocked).text}</span>}
      </label>
    </li>
  );
}
