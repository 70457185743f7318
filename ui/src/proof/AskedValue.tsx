import { useQuery } from "@tanstack/react-query";
import type { ProofAttribute } from "../backend/bindings/types";
import { imageQuery } from "../backend/queries";
import { CloudText } from "../components/CloudText";
import { useTranslation } from "../i18n/useTranslation";
import { useProofKey } from "./proofKey";
import { useProofWords } from "./useProofWords";
import styles from "./ProofTable.module.css";

/** What was asked for, in the first row of the table. An image has its name, as far as it is known, and its id in the tooltip. */
export function AskedValue({ attribute }: { attribute: ProofAttribute }) {
  const words = useProofWords();
  const { t } = useTranslation("proof");
  const value = attribute.known ? words.asked(attribute.code, attribute.asked) : t("table.notRead");
  const [imageId] = attribute.code === "image" ? attribute.asked : [];
  if (imageId) return <ImageName id={imageId} />;
  return (
    <span className={`${styles.value} trunc selectable`} data-tip={value} data-tip-cut="">
      <CloudText text={value} />
    </span>
  );
}

function ImageName({ id }: { id: string }) {
  const keyOf = useProofKey();
  const { data } = useQuery(imageQuery(keyOf(id)));
  return (
    <span className={`${styles.value} trunc selectable`} data-tip={id}>
      <CloudText text={data?.row.name || id} />
    </span>
  );
}
