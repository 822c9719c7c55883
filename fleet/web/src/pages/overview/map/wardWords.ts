import type { Ward } from "../../../api/types";
import type { Text } from "../../../text/useText";

/** "Phường Hoàn Kiếm" */
export function wardName({ find }: Text, { kind, name }: Ward): string {
  return find(`ward.${kind}`, { name }) ?? name;
}

/** "12 trạm, 10 trực tuyến, 2 mất kết nối" */
export function wardWords({ t, number }: Text, ward: Ward): string {
  if (ward.total === 0) return t("map.no_stations");
  const parts = [t("stations.count", { n: number(ward.total) })];
  if (ward.online > 0) parts.push(t("map.online", { n: number(ward.online) }));
  if (ward.offline > 0) parts.push(t("map.offline", { n: number(ward.offline) }));
  if (ward.never > 0) parts.push(t("map.never", { n: number(ward.never) }));
  return parts.join(", ");
}
