import { useId } from "react";
import type { ReplaceImage } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudText, visibleText } from "../components/CloudText";
import { Icon } from "../components/Icon";
import { imageWord } from "../components/imageStatus";
import { MenuButton } from "../components/MenuButton";
import { Status, type Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { canBeTried, isOpen } from "./images";
import type { Replacement } from "./useReplace";
import own from "./ImageTable.module.css";

interface Props {
  image: ReplaceImage;
  /** Of the radio buttons. */
  name: string;
  state: Replacement;
}

/** One image: a choice, or what is against it and the way out. */
export function ImageLine({ image, name, state }: Props) {
  const id = useId();
  const fit = useFit(state);
  const { row } = image;
  const { draft, change } = state;
  const chosen = draft.imageId === row.key.id;
  if (!chosen && !isOpen(image)) {
    return (
      <div className={own.row} data-out="">
        <span />
        <Cells image={image} />
        <Obstacle image={image} onTry={() => change({ imageId: row.key.id, tryDataDisks: true })} />
      </div>
    );
  }
  const { tone, word } = fit(image);
  return (
    <label className={own.row} data-chosen={chosen || undefined}>
      <input type="radio" name={name} checked={chosen} aria-label={visibleText(row.name || row.key.id)} aria-describedby={id} onChange={() => change({ imageId: row.key.id, tryDataDisks: false })} />
      <Cells image={image} />
      <span id={id} className={own.state}>
        <Status tone={tone}>{word}</Status>
      </span>
    </label>
  );
}

function Cells({ image: { row } }: { image: ReplaceImage }) {
  const { t } = useTranslation("replace");
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <span className={own.image}>
        <i className={own.print} />
        <span className={own.two}>
          <span className={`${own.name} trunc`}>{row.name ? <CloudText text={row.name} /> : t("image.unnamed")}</span>
          <span className="mono faint trunc">{row.key.id}</span>
        </span>
      </span>
      <span className="trunc" data-tip={row.os} data-tip-cut="">
        <CloudText text={row.os || row.platform} />
      </span>
      <span className={own.number}>{row.sizeGib === null ? "–" : format.size(row.sizeGib)}</span>
      <span className={own.number}>{row.createdAt === null ? "–" : format.age(row.createdAt, now)}</span>
    </>
  );
}

/** Why an image cannot be picked, and what can be done about it. */
function Obstacle({ image, onTry }: { image: ReplaceImage; onTry: () => void }) {
  const { t } = useTranslation("replace");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const words = useFindingWords();
  const { row, obstacles } = image;
  if (!canBeTried(image)) {
    const short = obstacles.map((finding) =>
      finding.code === "imageNotAvailable" ? visibleText(imageWord(row.status, common)) : finding.code === "imageHasDataDisks" ? t("image.dataDisks", { count: row.dataDisks }) : words(finding).title,
    );
    return (
      <span className={own.state} data-tip={obstacles.map((finding) => words(finding).text).join("\n")}>
        {format.list(short)}
      </span>
    );
  }
  // The snapshots of an image that is shared are in another account.
  const [snapshotId] = row.sharedWithMe ? [] : row.snapshotIds;
  const title = visibleText(row.name || row.key.id);
  return (
    <span className={own.state}>
      <span className={own.ways}>
        <span className="trunc">{t("image.dataDisks", { count: row.dataDisks })}</span>
        <span className="grow" />
        {snapshotId !== undefined && (
          <Button className={own.way ?? ""} onClick={() => go({ page: "image", key: { ...row.key, id: snapshotId } })}>
            {t("image.systemOnly")}
          </Button>
        )}
        <MenuButton className={own.more} menuLabel={t("image.more", { name: title })} aria-label={t("image.more", { name: title })} align="end" items={() => [{ id: "try", label: t("image.try"), onSelect: onTry }]}>
          <Icon name="more" size="small" />
        </MenuButton>
      </span>
      {snapshotId === undefined && <span className={own.sentence}>{t("image.noSnapshot")}</span>}
    </span>
  );
}

/** Gives what is known of whether an image fits: the cloud is asked about the one that is picked. */
function useFit({ draft, ofImage, check, instances }: Replacement): (image: ReplaceImage) => { tone: Tone; word: string } {
  const { t } = useTranslation("replace");
  const words = useFindingWords();
  return ({ row }) => {
    if (draft.imageId === row.key.id) {
      const worst = ofImage.find(({ severity }) => severity === "error") ?? ofImage[0];
      if (worst) return { tone: worst.severity === "error" ? "bad" : "warning", word: words(worst).title };
      if (check.checking) return { tone: "running", word: t("image.state.checking") };
      return check.problem ? { tone: "idle", word: t("image.state.notChecked") } : { tone: "good", word: t("image.state.fits") };
    }
    const other = row.osType !== "" && instances.some(({ osType }) => osType !== "" && osType !== row.osType);
    if (other) return { tone: "warning", word: words({ severity: "warning", field: "imageId", code: "otherSystemFamily", params: {} }).title };
    return { tone: "idle", word: t("image.state.open") };
  };
}
