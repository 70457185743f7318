import { Button } from "../components/Button";
import { visibleText } from "../components/CloudText";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useFormat } from "../format/useFormat";
import { asInImage, blankDisk, differencesOf, MOST_DATA_DISKS, totalGib } from "./disks";
import { DiskTable } from "./DiskTable";
import { MoreFields } from "./MoreFields";
import { NameFields } from "./NameFields";
import { Refusal } from "./Refusal";
import { SignInFields } from "./SignInFields";
import type { Launch } from "./useLaunch";
import own from "./DisksStep.module.css";

interface Props {
  launch: Launch;
  onRepeat: () => void;
}

/** The disks of each instance, how one signs in, names, tags and what else there is. */
export function DisksStep({ launch, onRepeat }: Props) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const { draft, start, change, check } = launch;
  const { disks, count } = draft;
  const like = start.like && visibleText(start.like.name || start.like.key.id);
  const held = disks.filter((disk) => disk.ofImage).length;
  const differing = disks.filter((_, index) => differencesOf(check?.differences ?? [], index).length > 0).length;
  const intro = () => {
    const words = t("disks.intro", { count: held, number: format.number(held) });
    if (like === null) return words;
    return `${words} ${differing === 0 ? t("disks.introSame", { name: like }) : t("disks.introDiffer", { count: differing, number: format.number(differing), name: like })}`;
  };
  const total = t("disks.total", { count: disks.length, number: format.number(disks.length), all: format.number(disks.length * count), size: format.size(totalGib(draft)) });
  return (
    <>
      <Refusal launch={launch} step="disks" onRepeat={onRepeat} />
      <div className={own.head}>
        <h2>{t("disks.title")}</h2>
        <span className={own.ways}>
          <button type="button" className="link" onClick={() => change({ disks: asInImage(disks) })}>
            {t("disks.asInImage")}
          </button>
          {like !== null && (
            <>
              <span aria-hidden="true">·</span>
              <button type="button" className="link" onClick={() => change({ disks: start.draft.disks })}>
                {t("asName", { name: like })}
              </button>
            </>
          )}
        </span>
      </div>
      <p className={styles.lead}>{intro()}</p>
      <DiskTable launch={launch} like={like} />
      <div className={own.below}>
        <Button variant="quiet" icon="plus" aria-disabled={disks.length > MOST_DATA_DISKS || undefined} onClick={() => disks.length <= MOST_DATA_DISKS && change({ disks: [...disks, blankDisk(disks)] })}>
          {t("disks.add")}
        </Button>
        <span className="grow" />
        <span className="t12 faint">{total}</span>
      </div>
      <div className={own.columns}>
        <SignInFields launch={launch} like={like} />
        <NameFields launch={launch} />
      </div>
      <MoreFields launch={launch} like={like} />
    </>
  );
}
