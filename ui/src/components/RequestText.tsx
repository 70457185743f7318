import { useState } from "react";
import { copyText } from "../backend/clipboard";
import type { RequestParameter } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { CloudText } from "./CloudText";
import { Icon } from "./Icon";
import own from "./RequestText.module.css";

/** The request as it will be sent, parameter by parameter. */
export function RequestText({ request }: { request: readonly RequestParameter[] }) {
  const { t } = useTranslation(["image", "common"]);
  const [copied, setCopied] = useState<"copied" | "copyFailed" | null>(null);
  const known = request.filter(({ value }) => value !== null);
  const text = known.map(({ name, value }) => `${name}=${value}`).join("\n");
  return (
    <section className={own.request} aria-labelledby="request-title">
      <header className={own.requestHead}>
        <h3 id="request-title">{t("review.request")}</h3>
        <span className="grow" />
        <button
          type="button"
          className={own.copy}
          aria-label={t("review.copyRequest")}
          onClick={() =>
            void copyText(text).then(
              () => setCopied("copied"),
              () => setCopied("copyFailed"),
            )
          }
        >
          <Icon name={copied === "copied" ? "check" : "copy"} size="tiny" />
          <span role="status">{t(copied ? `common:actions.${copied}` : "review.copy")}</span>
        </button>
      </header>
      <div className={own.code} role="group" aria-labelledby="request-title">
        {request.map(({ name, value }) => (
          <div key={name}>
            <b>{name}</b>={value === null ? <i>{t("review.later")}</i> : <CloudText text={value} />}
          </div>
        ))}
      </div>
    </section>
  );
}
