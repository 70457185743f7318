import axe from "axe-core";

/** What axe finds serious; colours need a real browser. */
export async function seriousViolations(part: Element): Promise<string[]> {
  const { violations } = await axe.run(part, { resultTypes: ["violations"], rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}
