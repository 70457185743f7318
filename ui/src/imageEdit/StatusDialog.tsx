import type { EditSource, ResourceKey } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { imageTone, imageWord } from "../components/imageStatus";
import { Status, StatusShape } from "../components/Status";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { EditFrame } from "./EditFrame";
import { FamilyLines } from "./FamilyLines";
import { unchanged, useEditCheck, useEditStart } from "./useImageEdit";
import styles from "./Edit.module.css";
import shared from "../spread/Spread.module.css";

interface Props {
  /** Of one account. */
  images: readonly ResourceKey[];
  about: "deprecate" | "restore";
  onClose: () => void;
}

/** Deprecates images or restores them: what that means, which image becomes the newest, and which images are left out and why. */
export function StatusDialog({ images: keys, about, onClose }: Props) {
  const { t } = useTranslation("imageEdit");
  const { t: common } = useTranslation("common");
  const words = useFindingWords();
  const start = useEditStart(keys);
  const refusal = ({ findings }: EditSource) => findings.find((finding) => finding.severity === "error" && (finding.field === about || finding.field === "image"));
  const images = start.data?.images ?? [];
  const fit = images.filter((image) => !refusal(image));
  const out = images.length - fit.length;
  const order = { ...unchanged(fit.map((image) => image.key)), status: about === "deprecate" ? "Deprecated" : "Available" };
  const check = useEditCheck(order, fit.length > 0);
  const [only] = images;
  const single = keys.length === 1 && only ? only.values.name || only.key.id : null;
  return (
    <EditFrame
      images={keys}
      name={keys.length === 1 ? (only?.values.name ?? "") : null}
      start={start}
      order={order}
      check={check}
      nothing={fit.length === 0 ? t("status.none") : check.at("images")}
      title={single !== null ? t(`status.${about}.title`, { name: single }) : t(`status.${about}.titleSeveral`, { count: keys.length })}
      text={t(`status.${about}.text`)}
      loading={t("status.loading")}
      note={out > 0 ? t("status.leftOut", { count: out }) : undefined}
      button={t(`status.${about}.button`, { count: fit.length })}
      onClose={onClose}
    >
      <ul className={styles.list}>
        {images.map((image) => {
          const refused = refusal(image);
          const found = refused ?? check.findings?.find((finding) => finding.severity === "error" && finding.field === `images.${fit.indexOf(image)}`);
          return (
            <li key={image.key.id} data-out={refused ? "" : undefined}>
              <span className="trunc medium">
                <CloudText text={image.values.name || t("status.unnamed")} />
              </span>
              <span className="trunc mono faint selectable">{image.key.id}</span>
              <Status tone={imageTone(image.status)}>{imageWord(image.status, common)}</Status>
              {found && <StatusLine text={words(found).text} />}
            </li>
          );
        })}
      </ul>
      <div className={shared.columns}>
        {(["still", "no", "cost"] as const).map((part) => (
          <div key={part}>
            <h3>{t(`status.${about}.effects.${part}.title`)}</h3>
            <p>{t(`status.${about}.effects.${part}.text`)}</p>
          </div>
        ))}
      </div>
      <FamilyLines families={start.data?.families ?? []} about={about} />
    </EditFrame>
  );
}

/** Why an image is left out. */
function StatusLine({ text }: { text: string }) {
  return (
    <span className={styles.reason}>
      <StatusShape tone="bad" />
      <CloudText text={text} />
    </span>
  );
}
