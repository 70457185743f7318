import type { ReactNode } from "react";
import { useTranslation } from "../i18n/useTranslation";
import { asCloudText } from "./CloudText";
import { Icon } from "./Icon";
import type { IconName } from "./iconShapes";
import own from "./ReviewRow.module.css";

interface Props {
  icon: IconName;
  term: string;
  /** The way to what it can be changed with. */
  onEdit?: () => void;
  children: ReactNode;
}

/** What will happen, one thing a row. */
export function ReviewRows({ children }: { children: ReactNode }) {
  return <ul className={own.rows}>{children}</ul>;
}

/** One thing that will happen, and the way back to change it. */
export function ReviewRow({ icon, term, onEdit, children }: Props) {
  const { t } = useTranslation("image");
  return (
    <li className={own.row}>
      <span className="faint">
        <Icon name={icon} />
      </span>
      <span className="medium">{term}</span>
      <span className={own.what}>{asCloudText(children)}</span>
      {onEdit && (
        <button type="button" className={own.edit} aria-label={t("review.editOf", { what: term })} onClick={onEdit}>
          {t("review.edit")}
        </button>
      )}
    </li>
  );
}
