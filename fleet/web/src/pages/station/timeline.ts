// Which kinds of events belong together when somebody narrows the timeline down.

export const TIMELINE_GROUPS = {
  presence: ["connected", "disconnected", "timed_out", "restarted"],
  camera: ["camera_failed", "camera_back"],
  health: ["probe_bad", "probe_good", "outbox"],
  desired: ["desired", "in_force", "refused", "software"],
  command: ["command", "reply"],
  alert: ["alert_opened", "alert_closed"],
} as const satisfies Record<string, readonly string[]>;

export type TimelineGroup = keyof typeof TIMELINE_GROUPS;

export function groupOf(kind: string): TimelineGroup | undefined {
  const groups = Object.entries(TIMELINE_GROUPS) as [TimelineGroup, readonly string[]][];
  return groups.find(([, kinds]) => kinds.includes(kind))?.[0];
}
