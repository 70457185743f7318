import { useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../backend/clipboard";
import type { RequestParameter } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import own from "./ReviewStep.module.css";

/** The request as it will be sent, parameter by parameter. */
export function RequestText({ request }: { request: readonly RequestParameter[] }) {
  const { t } = useTranslation(["image", "common"]);
  const [copied, setCopied] = useState<"copied" | "copyFailed" | null>(null);
  const tags = request.filter(({ name }) => /^Tag\.\d+\.Key$/.test(name)).length;
  const whole = [{ name: "Action", value: "CreateImage" }, ...request.filter(({ name }) => name !== "Action"), { name: `Tag.${tags + 1}.Key`, value: "darkroom-job" }];
  const later = [`Tag.${tags + 1}.Value`, "ClientToken"];
  const text = whole.map(({ name, value }) => `${name}=${value}`).join("\n");
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
        {whole.map(({ name, value }) => (
          <div key={name}>
            <b>{name}</b>={value}
          </div>
        ))}
        {later.map((name) => (
          <div key={name}>
            <b>{name}</b>=<i>{t("review.later")}</i>
          </div>
        ))}
      </div>
    </section>
  );
}
