import type { ChangeDisk } from "../backend/bindings/types";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { FieldNote } from "../components/FieldNote";
import { NumberField } from "../components/NumberField";
import { Select } from "../components/Select";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { hasLevel } from "../launch/disks";
import { useSettingWords } from "../launch/useSettingWords";
import { useDiskWords } from "../snapshotOrder/useDiskWords";
import { EffectMark } from "./EffectMark";
import { diskFormOf, needsStart, passesMbr, sizesOf, withCategory } from "./draft";
import type { Change, ChangeField } from "./useChange";
import own from "./Change.module.css";

/** The disks, and what each can become. */
export function DisksPart({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  const { t: launch } = useTranslation("launch");
  const { start } = change;
  return (
    <section className={own.part} aria-labelledby="change-disks">
      <div className={own.head}>
        <h2 id="change-disks">{t("disks.title")}</h2>
        <span className={own.sub}>{t("disks.grow")}</span>
      </div>
      <div className={own.table} role="table" aria-labelledby="change-disks">
        <div className={`${own.columns} ${own.disks}`} role="row">
          <span role="columnheader">{launch("disks.column.disk")}</span>
          <span role="columnheader">{t("disks.now")}</span>
          <span role="columnheader">{launch("disks.column.category")}</span>
          <span role="columnheader">{launch("disks.column.level")}</span>
          <span role="columnheader">{launch("disks.column.size")}</span>
          <span role="columnheader">{t("disks.effect")}</span>
        </div>
        {start.disks.map((each) => (
          <DiskLine key={each.disk.diskId} each={each} change={change} />
        ))}
      </div>
    </section>
  );
}

function DiskLine({ each, change }: { each: ChangeDisk; change: Change }) {
  const { t } = useTranslation("change");
  const { t: launch } = useTranslation("launch");
  const words = useSettingWords();
  const diskWords = useDiskWords();
  const { disk, categories, levels } = each;
  const form = diskFormOf(change.form, each);
  const device = diskWords.device(disk);
  const set = (more: Partial<typeof form>) => change.changeDisk(disk.diskId, { ...form, ...more });
  const changed = change.draft.disks.find((other) => other.diskId === disk.diskId);
  const note = `change-${disk.diskId}-note`;
  const wrong = (["sizeGib", "category", "performanceLevel", "disk"] as const).flatMap((name) => {
    const text = change.errorAt(name, disk.diskId);
    return text === undefined ? [] : [{ name, text }];
  });
  const noteOf = (name: ChangeField) => (wrong.some((each) => each.name === name) ? note : undefined);
  const passes = passesMbr(each, form);
  return (
    <div className={`${own.row} ${own.disks}`} role="row">
      <span role="cell" className={own.disk}>
        <DiskTypeIcon diskType={disk.diskType} />
        <span className={own.two}>
          <span className="medium trunc">{disk.device || device}</span>
          <span className="mono faint trunc" data-tip={disk.diskId} data-tip-cut="">
            {disk.diskId}
          </span>
        </span>
      </span>
      <span role="cell" className="muted">
        {diskWords.kind(disk)}
      </span>
      <span role="cell">
        <Choice
          label={launch("disks.categoryOf", { device })}
          value={form.category}
          values={categories}
          word={words.category}
          note={noteOf("category")}
          onChange={(category) => change.changeDisk(disk.diskId, withCategory(form, category, each))}
        />
      </span>
      <span role="cell">
        {hasLevel(form) ? (
          <Choice label={launch("disks.levelOf", { device })} value={form.level} values={levels} word={(level) => level} note={noteOf("performanceLevel")} onChange={(level) => set({ level })} />
        ) : (
          <span className={own.none}>{launch("disks.noLevel")}</span>
        )}
      </span>
      <span role="cell">
        {form.sizeGib === null ? <span className={own.none}>–</span> : <DiskSize each={each} change={change} sizeGib={form.sizeGib} noteId={note} onChange={(sizeGib) => set({ sizeGib })} />}
      </span>
      <span role="cell">{changed ? <EffectMark change={change} needsStop={needsStart(each, changed)} /> : <span className="faint">{t("effect.none")}</span>}</span>
      {(wrong.length > 0 || passes) && (
        <div className={own.more} role="cell" id={note}>
          {wrong.map(({ name, text }) => (
            <FieldNote key={name} id={`${note}-${name}`} error={text} />
          ))}
          {passes && <Status tone="warning">{t("disks.mbr")}</Status>}
        </div>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  values: readonly string[];
  word: (value: string) => string;
  /** The id of the line that says what is wrong with it. */
  note: string | undefined;
  onChange: (value: string) => void;
}

/** One of what a disk can become; just the word when that is nothing else. */
function Choice({ label, value, values, word, note, onChange }: ChoiceProps) {
  const all = values.includes(value) ? values : [value, ...values];
  if (all.length < 2) return <span className={own.none}>{word(value)}</span>;
  return <Select label={label} value={value} options={all.map((each) => ({ value: each, label: word(each) }))} invalid={note !== undefined} describedBy={note} onChange={onChange} />;
}

interface DiskSizeProps {
  each: ChangeDisk;
  change: Change;
  sizeGib: number;
  noteId: string;
  onChange: (sizeGib: number) => void;
}

function DiskSize({ each, change, sizeGib, noteId, onChange }: DiskSizeProps) {
  const { t } = useTranslation("change");
  const { t: launch } = useTranslation("launch");
  const format = useFormat();
  const diskWords = useDiskWords();
  const { disk } = each;
  const { min, max } = sizesOf(each, diskFormOf(change.form, each));
  return (
    <NumberField
      label={t("disks.sizeOf", { device: diskWords.device(disk), min: format.number(min), max: format.number(max) })}
      value={sizeGib}
      min={min}
      max={max}
      bound={launch("disks.bound", { min: format.number(min) })}
      format={format.number}
      error={change.errorAt("sizeGib", disk.diskId)}
      noteId={noteId}
      onChange={onChange}
    />
  );
}
