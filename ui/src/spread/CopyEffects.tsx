import { CloudText } from "../components/CloudText";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import type { CopyState } from "./useCopy";
import styles from "./Spread.module.css";

/** What copies cost and wait for, what comes along, what is restored, and what stays. */
export function CopyEffects({ state }: { state: CopyState }) {
  const { t } = useTranslation("spread");
  const format = useFormat();
  const picked = new Set(state.copies.map((copy) => copy.image.id));
  const images = state.images.filter((source) => picked.size === 0 || picked.has(source.key.id));
  const most = (sizes: readonly number[]) => Math.max(0, ...sizes);
  const counts = images.map((source) => source.snapshots);
  const snapshots = counts.every((count) => count !== null) && counts.length > 0 ? most(counts) : null;
  const tags = new Set(images.flatMap((source) => source.tags.map((tag) => tag.key)));
  const leftOut = [...new Set(images.flatMap((source) => source.tagsLeftOut))];
  const restored = (["nvme", "imds", "family"] as const).filter((feature) => images.some((source) => source.restored.includes(feature)));
  const described = images.filter((source) => !source.descriptionLeftOut);
  const along = [t(described.length > 0 ? "along.disks" : "along.disksAlone"), ...(tags.size > 0 ? [t("along.tags", { count: tags.size })] : []), ...(images.some((source) => source.resourceGroupId !== "") ? [t("along.group")] : [])];
  const stays = [t("stays.shares"), t("stays.roles"), t("stays.userData")];
  return (
    <>
      <div className={styles.columns}>
        <div>
          <h3>{t("cost.title")}</h3>
          <p>{snapshots === null ? t("cost.unknown") : t("cost.text", { count: snapshots, size: format.size(most(images.map((source) => source.sizeGib))) })}</p>
        </div>
        <div>
          <h3>{t("queue.title")}</h3>
          <p>{t("queue.text")}</p>
        </div>
      </div>
      <ul className={styles.effects}>
        <li>
          <StatusShape tone="good" />
          <span>{t("along.line", { list: format.list(along) })}</span>
        </li>
        {images
          .filter((source) => source.descriptionLeftOut)
          .map((source) => (
            <li key={source.key.id}>
              <StatusShape tone="warning" />
              <CloudText text={images.length > 1 ? t("along.descriptionOf", { name: source.name || source.key.id }) : t("along.description")} />
            </li>
          ))}
        {restored.length > 0 && (
          <li>
            <StatusShape tone="warning" />
            <span>{t("restored.line", { list: format.list(restored.map((feature) => t(`restored.${feature}`))) })}</span>
          </li>
        )}
        <li>
          <StatusShape tone="idle" />
          <span>
            {t("stays.line", { list: format.list(stays) })}
            {leftOut.length > 0 && (
              <>
                {" "}
                <CloudText text={t("stays.tags", { count: leftOut.length, keys: format.list(leftOut) })} />
              </>
            )}
          </span>
        </li>
      </ul>
    </>
  );
}
