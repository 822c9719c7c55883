// Written by `npm run schema` from fleet/api: change the routes, not this file.

export interface paths {
    "/api/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Alerts
         * @description List alerts, newest first; `before` is `next_before` of the page before.
         */
        get: operations["list_alerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{alert_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge
         * @description Say that one knows of an alert; 409 when it is closed.
         */
        post: operations["acknowledge"];
        /**
         * Withdraw
         * @description Take back that one knows of an alert; 409 when it is closed.
         */
        delete: operations["withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Attention
         * @description List what needs attention, worst first; `after` is `next_after` of the page before.
         */
        get: operations["list_attention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order Many
         * @description Ask many stations to do something; who can't be asked is named, the others are.
         */
        post: operations["order_many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen
         * @description Stream what happens as server-sent events.
         *
         *     Events are `scan` (a ScanView, its id is the event's), `counters` (a Summary), `presence`
         *     (a PresenceEvent), `desired` (a DesiredEvent), `command` (a CommandView), `alert` (an
         *     AlertView), `reset` (too much was missed: read again) and `signed_out` (the session ended). An
         *     event may come twice. `after` is the id of the newest scan that the page has; when the browser
         *     reconnects, its header counts.
         */
        get: operations["listen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Scans
         * @description List scans, newest first; `before` is `next_before` of the page before.
         */
        get: operations["list_scans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scans/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Scans
         * @description Count scans, up to 100,000.
         */
        get: operations["count_scans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scans/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Scans
         * @description Give scans as CSV, newest first; `X-Row-Limit` says where it ends at the latest.
         */
        get: operations["export_scans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whoami
         * @description Tell who is signed in.
         */
        get: operations["whoami"];
        put?: never;
        /**
         * Sign In
         * @description Open a session; the browser gets it as a cookie.
         */
        post: operations["sign_in"];
        /**
         * Sign Out
         * @description End the session, its live events too; without one nothing happens.
         */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/slides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Slides
         * @description List the slides that aren't retired, in their order.
         */
        get: operations["list_slides"];
        put?: never;
        /**
         * Add Slide
         * @description Add a slide; `stations` is `all`, or the ids of stations, one a field.
         */
        post: operations["add_slide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/slides/{slide_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Retire Slide
         * @description Take a slide away from every station.
         */
        delete: operations["retire_slide"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/slides/{slide_id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Picture
         * @description Give the picture of a slide; it never changes.
         */
        get: operations["get_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/station-facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Facets
         * @description Count what each filter could be set to.
         */
        get: operations["count_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Stations
         * @description List stations; `after` is `next_after` of the page before, with the same filter and sort.
         */
        get: operations["list_stations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Stations
         * @description Give the stations that the filter lets through as CSV, by id.
         */
        get: operations["export_stations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/{station_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Station
         * @description Show everything about one station.
         */
        get: operations["get_station"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/{station_id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Commands
         * @description List the newest commands of a station, newest first.
         */
        get: operations["list_commands"];
        put?: never;
        /**
         * Order One
         * @description Ask a station to do something; a command that it still has to answer is given again.
         */
        post: operations["order_one"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/{station_id}/commands/{command_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Command
         * @description Tell what became of a command.
         */
        get: operations["get_command"];
        put?: never;
        post?: never;
        /**
         * Cancel Command
         * @description Take a command back; 409 when it is answered or over.
         */
        delete: operations["cancel_command"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/{station_id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Health
         * @description Chart the last hours of a station's health, at most 300 points a line.
         */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/{station_id}/screenshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Screenshot
         * @description Give the newest picture of a station's window; `X-Taken-At` says when it came.
         */
        get: operations["get_screenshot"];
        put?: never;
        /**
         * Request Screenshot
         * @description Ask a station for a picture of its window.
         */
        post: operations["request_screenshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/{station_id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Settings
         * @description Give a station new settings; 409 if somebody changed it since `expected_number`.
         */
        put: operations["change_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/{station_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Timeline
         * @description Tell what happened to a station, newest first; `kind` may be given several times.
         */
        get: operations["get_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Summary
         * @description Count stations, alerts and today's scans; `at` says when, at most a second ago.
         */
        get: operations["get_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Wards
         * @description Count the stations of each of the city's wards; `ward=` of other routes takes their names.
         */
        get: operations["list_wards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alive
         * @description Tell that the process answers.
         */
        get: operations["alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Tell that the database answers too; else 503.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Acknowledge
         * @description That somebody knows of an alert.
         */
        Acknowledge: {
            /**
             * Comment
             * @default
             */
            comment?: string;
        };
        /**
         * Acknowledged
         * @description Who knows of an alert.
         */
        Acknowledged: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Comment */
            comment: string;
        };
        /**
         * AlertCounts
         * @description How many alerts there are.
         */
        AlertCounts: {
            /** Open */
            open: number;
        };
        /**
         * AlertPage
         * @description Alerts, newest first; `next_before` is None on the last page.
         */
        AlertPage: {
            /** Alerts */
            alerts: components["schemas"]["AlertView"][];
            /** Next Before */
            next_before: number | null;
        };
        /**
         * AlertView
         * @description Something that is, or was, wrong with a station.
         */
        AlertView: {
            acknowledged: components["schemas"]["Acknowledged"] | null;
            cause: components["schemas"]["Cause"];
            /** Closed At */
            closed_at: string | null;
            /** Code */
            code: string;
            /** Id */
            id: number;
            /** Market */
            market: string;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /** Station Id */
            station_id: string;
            /** Station Name */
            station_name: string;
            /** Ward */
            ward: string;
        };
        /**
         * Alive
         * @description The process answers.
         */
        Alive: {
            /**
             * Alive
             * @default true
             * @constant
             */
            alive?: true;
        };
        /**
         * AttentionCause
         * @description Why a station needs attention.
         * @enum {string}
         */
        AttentionCause: "offline" | "camera" | "refused" | "unhealthy";
        /**
         * AttentionItem
         * @description A station that needs attention, and why.
         *
         *     Attributes:
         *         since: since when; None where nobody knows.
         *         code: how it was noticed, or why a desired state was refused.
         *         probes: names of the probes that complain.
         *         acknowledged: who knows of its alert.
         */
        AttentionItem: {
            acknowledged: components["schemas"]["Acknowledged"] | null;
            /** Alert Id */
            alert_id: number | null;
            cause: components["schemas"]["AttentionCause"];
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Market */
            market: string;
            /** Name */
            name: string;
            /** Probes */
            probes: string[];
            /** Since */
            since: string | null;
            /** Station Id */
            station_id: string;
            /** Ward */
            ward: string;
        };
        /**
         * AttentionPage
         * @description What needs attention, worst first; `next_after` is None on the last page.
         */
        AttentionPage: {
            /** Items */
            items: components["schemas"]["AttentionItem"][];
            /** Next After */
            next_after: string | null;
            /** Total */
            total: number;
        };
        /** Body_add_slide */
        Body_add_slide: {
            /**
             * Body En
             * @default
             */
            body_en?: string;
            /**
             * Body Vi
             * @default
             */
            body_vi?: string;
            /** Picture */
            picture: string;
            /** Stations */
            stations: string[];
            /** Title En */
            title_en: string;
            /** Title Vi */
            title_vi: string;
        };
        /**
         * BulkOrder
         * @description What many stations are to do.
         */
        BulkOrder: {
            /** Deadline S */
            deadline_s?: number | null;
            name: components["schemas"]["CommandName"];
            /** Station Ids */
            station_ids: string[];
            what?: components["schemas"]["What"] | null;
        };
        /**
         * BulkResult
         * @description What became of an order to many stations.
         */
        BulkResult: {
            /** Commands */
            commands: components["schemas"]["CommandView"][];
            /** Refused */
            refused: components["schemas"]["RefusedOrder"][];
        };
        /**
         * BusyStation
         * @description A station and how many scans it had.
         */
        BusyStation: {
            /** Count */
            count: number;
            /** Name */
            name: string;
            /** Station Id */
            station_id: string;
        };
        /**
         * Cause
         * @description Why there is an alert.
         * @enum {string}
         */
        Cause: "offline" | "camera";
        /**
         * Colour
         * @description Never the only sign of a verdict: icon, words, sound and lamp differ too.
         * @enum {string}
         */
        Colour: "red" | "orange" | "blue" | "green" | "grey";
        /**
         * CommandList
         * @description The newest commands of a station, newest first.
         */
        CommandList: {
            /** Commands */
            commands: components["schemas"]["CommandView"][];
        };
        /**
         * CommandName
         * @description What a station may be asked to do; each is a name of `contract.messages.Command`.
         * @enum {string}
         */
        CommandName: "identify" | "restart" | "screenshot";
        /**
         * CommandOrder
         * @description What a station is to do.
         *
         *     Attributes:
         *         deadline_s: how long it may take; absent means what is usual for this command.
         *         what: is to be restarted, with `restart` alone; absent means both.
         */
        CommandOrder: {
            /** Deadline S */
            deadline_s?: number | null;
            name: components["schemas"]["CommandName"];
            what?: components["schemas"]["What"] | null;
        };
        /**
         * CommandState
         * @description How far a command is; `expired` is worked out from its deadline when read.
         * @enum {string}
         */
        CommandState: "queued" | "sent" | "done" | "failed" | "cancelled" | "expired";
        /**
         * CommandView
         * @description A command to a station and what became of it.
         *
         *     Attributes:
         *         code: how it failed.
         *         has_picture: whether the screenshot can be fetched.
         */
        CommandView: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Code */
            code: string;
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Deadline
             * Format: date-time
             */
            deadline: string;
            /** Detail */
            detail: string;
            /** Has Picture */
            has_picture: boolean;
            /** Name */
            name: string;
            state: components["schemas"]["CommandState"];
            /** Station Id */
            station_id: string;
        };
        /**
         * DesiredEvent
         * @description A desired state was made or settled (`event: desired`).
         */
        DesiredEvent: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Number */
            number: number;
            /** Station Id */
            station_id: string;
            status: components["schemas"]["DesiredStatus"];
        };
        /**
         * DesiredRow
         * @description One numbered desired state of a station, and what became of it.
         *
         *     Attributes:
         *         code: why the station refused it; `detail` says what and where.
         */
        DesiredRow: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Code */
            code: string;
            /** Configuration */
            configuration: {
                [key: string]: unknown;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Detail */
            detail: string;
            /** Number */
            number: number;
            /** Slides */
            slides: string[];
            status: components["schemas"]["DesiredStatus"];
        };
        /**
         * DesiredStatus
         * @description What became of a desired state.
         * @enum {string}
         */
        DesiredStatus: "pending" | "in_force" | "refused" | "superseded";
        /**
         * EventKind
         * @description What happened.
         * @enum {string}
         */
        EventKind: "connected" | "disconnected" | "timed_out" | "restarted" | "software" | "outbox" | "camera_failed" | "camera_back" | "probe_bad" | "probe_good" | "desired" | "in_force" | "refused" | "command" | "reply" | "alert_opened" | "alert_closed" | "enrolled" | "revoked";
        /**
         * EventView
         * @description Something that happened to a station.
         *
         *     Attributes:
         *         by: who did it, where somebody did.
         *         code: what exactly: a probe, a cause, a command, a reason.
         *         number: of the desired state that it is about.
         */
        EventView: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string | null;
            /** Code */
            code: string;
            /** Command Id */
            command_id: string | null;
            /** Detail */
            detail: string;
            /** Id */
            id: number;
            kind: components["schemas"]["EventKind"];
            /** Number */
            number: number | null;
        };
        /**
         * Facet
         * @description A value that a filter may take, and how many stations have it.
         */
        Facet: {
            /** Count */
            count: number;
            /** Value */
            value: string;
        };
        /**
         * Facets
         * @description What the list could be narrowed to; each counts as if its own filter were not set.
         */
        Facets: {
            /** Markets */
            markets: components["schemas"]["Facet"][];
            /** Software */
            software: components["schemas"]["Facet"][];
            /** Statuses */
            statuses: components["schemas"]["Facet"][];
            /** Wards */
            wards: components["schemas"]["Facet"][];
        };
        /**
         * Group
         * @description What a probe is about, in the order in which they are shown.
         * @enum {string}
         */
        Group: "camera" | "screen" | "delivery" | "network" | "clock" | "power" | "machine" | "storage" | "software";
        /**
         * HealthChart
         * @description Means of each numeric probe over equal steps, at most 300.
         *
         *     Attributes:
         *         at: where each step begins.
         *         series: for each probe one value a step, null where nothing came.
         */
        HealthChart: {
            /** At */
            at: string[];
            /**
             * Begin
             * Format: date-time
             */
            begin: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Probes */
            probes: {
                [key: string]: components["schemas"]["ProbeRange"];
            };
            /** Series */
            series: {
                [key: string]: (number | null)[];
            };
            /** Step S */
            step_s: number;
        };
        /**
         * Presence
         * @description Whether a station is connected.
         *
         *     Attributes:
         *         status: `never` was connected, `revoked` may not connect any more.
         *         since: when the present (or last) connection began.
         */
        Presence: {
            /** Last Seen */
            last_seen: string | null;
            /** Since */
            since: string | null;
            status: components["schemas"]["PresenceStatus"];
        };
        /**
         * PresenceEvent
         * @description A station came or went (`event: presence`).
         */
        PresenceEvent: {
            presence: components["schemas"]["Presence"];
            /** Station Id */
            station_id: string;
        };
        /**
         * PresenceStatus
         * @description How a station stands towards the fleet.
         * @enum {string}
         */
        PresenceStatus: "online" | "offline" | "never" | "revoked";
        /**
         * ProbeRange
         * @description The unit of a chart's line, and its healthy range.
         */
        ProbeRange: {
            /** High */
            high: number | null;
            /** Low */
            low: number | null;
            /** Unit */
            unit: string;
        };
        /**
         * ProbeView
         * @description A measured value of a station, and what is healthy for it.
         *
         *     Attributes:
         *         low, high: bounds of a healthy number, both included.
         *         healthy_values: the healthy values of a flag or text; empty where it is only told.
         *         healthy: None where it can't be measured or isn't judged.
         *         group: None for a probe that this release doesn't know.
         */
        ProbeView: {
            group: components["schemas"]["Group"] | null;
            /** Healthy */
            healthy: boolean | null;
            /** Healthy Values */
            healthy_values: (string | boolean)[];
            /** High */
            high: number | null;
            /** Low */
            low: number | null;
            /** Name */
            name: string;
            /** Unit */
            unit: string;
            /** Value */
            value: number | string | boolean | null;
        };
        /**
         * Problem
         * @description An error body (RFC 9457), media type `application/problem+json`.
         *
         *     Attributes:
         *         code: stable name of what went wrong.
         */
        Problem: {
            /** Code */
            code: string;
            /**
             * Detail
             * @default
             */
            detail?: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
        };
        /**
         * Ready
         * @description The process can do its work.
         */
        Ready: {
            /**
             * Ready
             * @default true
             * @constant
             */
            ready?: true;
        };
        /**
         * RefusedOrder
         * @description A station that gets no command, and why.
         */
        RefusedOrder: {
            /** Code */
            code: string;
            /** Station Id */
            station_id: string;
        };
        /**
         * Role
         * @description What somebody may do; each role includes those that stand before it.
         * @enum {string}
         */
        Role: "viewer" | "operator" | "administrator";
        /**
         * ScanCounts
         * @description Scans of one day in Vietnam.
         *
         *     Attributes:
         *         last_hour: scans that came within the last sixty minutes, of whatever day they are.
         *         busiest: the same as `by_station`, with names, most first.
         *         by_station: the twenty stations with the most scans.
         */
        ScanCounts: {
            /** Busiest */
            busiest: components["schemas"]["BusyStation"][];
            /** By Colour */
            by_colour: {
                [key: string]: number;
            };
            /** By Station */
            by_station: {
                [key: string]: number;
            };
            /** By Verdict */
            by_verdict: {
                [key: string]: number;
            };
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Last Hour */
            last_hour: number;
            /** Total */
            total: number;
        };
        /**
         * ScanPage
         * @description Scans, newest first; `next_before` is None on the last page.
         */
        ScanPage: {
            /** Next Before */
            next_before: number | null;
            /** Scans */
            scans: components["schemas"]["ScanView"][];
        };
        /**
         * ScanTotal
         * @description How many scans a filter lets through; counting ends at 100,000, then `capped` is true.
         */
        ScanTotal: {
            /** Capped */
            capped: boolean;
            /** Total */
            total: number;
        };
        /**
         * ScanView
         * @description One scan.
         */
        ScanView: {
            /** Clock Trusted */
            clock_trusted: boolean;
            /** Code */
            code: string | null;
            colour: components["schemas"]["Colour"];
            /**
             * Event Id
             * Format: uuid
             */
            event_id: string;
            /** Frame To Verdict Ms */
            frame_to_verdict_ms: number;
            /** Gtin */
            gtin: string | null;
            /**
             * Happened At
             * Format: date-time
             */
            happened_at: string;
            /** Host */
            host: string | null;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Lot */
            lot: string | null;
            /** Market */
            market: string;
            /** Reasons */
            reasons: string[];
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Seq */
            seq: number;
            /** Serial */
            serial: string | null;
            /** Station Id */
            station_id: string;
            /** Station Name */
            station_name: string;
            /** Symbology */
            symbology: string;
            /** Valid */
            valid: boolean;
            verdict: components["schemas"]["VerdictKind"];
            /** Via */
            via: string | null;
            /** Ward */
            ward: string;
        };
        /**
         * SettingsChange
         * @description New settings, made from those of desired state `expected_number`.
         */
        SettingsChange: {
            /** Expected Number */
            expected_number: number;
            /** Settings */
            settings: {
                [key: string]: unknown;
            };
        };
        /**
         * SettingsView
         * @description The settings of a station: what should be, what is, and what may be.
         *
         *     Attributes:
         *         number: of the newest desired state; `PUT` sends it back as `expected_number`.
         *         desired: what should be in force.
         *         reported: what the station says is in force; None before its first report.
         *         json_schema: JSON Schema of the settings, with ranges and defaults.
         */
        SettingsView: {
            /** Desired */
            desired: {
                [key: string]: unknown;
            };
            /** Json Schema */
            json_schema: {
                [key: string]: unknown;
            };
            /** Number */
            number: number;
            /** Reported */
            reported: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * SignIn
         * @description Name and password.
         */
        SignIn: {
            /** Name */
            name: string;
            /** Password */
            password: string;
        };
        /**
         * SlideList
         * @description The slides in their order.
         */
        SlideList: {
            /** Slides */
            slides: components["schemas"]["SlideView"][];
        };
        /**
         * SlideText
         * @description What a slide says in one language.
         */
        SlideText: {
            /**
             * Body
             * @default
             */
            body?: string;
            /** Title */
            title: string;
        };
        /**
         * SlideView
         * @description A slide.
         *
         *     Attributes:
         *         stations: ids of the stations that show it; None means every station.
         *         pending: on how many of them it isn't in force yet.
         */
        SlideView: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Height Px */
            height_px: number;
            /** Media Type */
            media_type: string;
            /** Pending */
            pending: number;
            /** Picture Size */
            picture_size: number;
            /** Retired At */
            retired_at: string | null;
            /** Slide Id */
            slide_id: string;
            /** Stations */
            stations: string[] | null;
            /** Texts */
            texts: {
                [key: string]: components["schemas"]["SlideText"];
            };
            /** Width Px */
            width_px: number;
        };
        /**
         * Sort
         * @description By what the list is sorted.
         * @enum {string}
         */
        Sort: "station" | "name" | "ward" | "market" | "last_seen" | "scans_today";
        /**
         * StationCounts
         * @description How many stations there are, and how many are connected.
         */
        StationCounts: {
            /** Never */
            never: number;
            /** Offline */
            offline: number;
            /** Online */
            online: number;
            /** Total */
            total: number;
        };
        /**
         * StationPage
         * @description A page of the list of stations.
         *
         *     Attributes:
         *         total: how many the filter lets through.
         *         next_after: the cursor of the next page, None on the last one.
         */
        StationPage: {
            /** Next After */
            next_after: string | null;
            /** Stations */
            stations: components["schemas"]["StationRow"][];
            /** Total */
            total: number;
        };
        /**
         * StationRow
         * @description A station in the list.
         *
         *     Attributes:
         *         healthy: whether no probe complains; None before the first health message.
         *         desired_number: newest desired state; 0 if none was ever made.
         *         reported_number: desired state in force.
         *         desired_status: what became of the newest desired state.
         *         alert_causes: of its open alerts.
         *         outbox_depth: scans that wait on the station; None where it doesn't say.
         */
        StationRow: {
            /** Alert Causes */
            alert_causes: components["schemas"]["Cause"][];
            /** Desired Number */
            desired_number: number;
            desired_status: components["schemas"]["DesiredStatus"] | null;
            /** Healthy */
            healthy: boolean | null;
            /** Market */
            market: string;
            /** Name */
            name: string;
            /** Outbox Depth */
            outbox_depth: number | null;
            presence: components["schemas"]["Presence"];
            /** Reported Number */
            reported_number: number;
            /** Scans Today */
            scans_today: number;
            /** Software */
            software: string | null;
            /** Station Id */
            station_id: string;
            /** Ward */
            ward: string;
        };
        /**
         * StationView
         * @description Everything about one station.
         *
         *     Attributes:
         *         health_at: when its last health message came.
         *         probes: of that message, in the order in which they are shown.
         *         wanted: what it should run; no software is wanted before there are rollouts of it.
         */
        StationView: {
            /** Address */
            address: string | null;
            /** Alerts */
            alerts: components["schemas"]["AlertView"][];
            /** Birth */
            birth: {
                [key: string]: unknown;
            } | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Health */
            health: {
                [key: string]: unknown;
            } | null;
            /** Health At */
            health_at: string | null;
            /** Healthy */
            healthy: boolean | null;
            /** History */
            history: components["schemas"]["DesiredRow"][];
            /** Latitude */
            latitude: number | null;
            /** Longitude */
            longitude: number | null;
            /** Market */
            market: string;
            /** Messages Refused */
            messages_refused: number;
            /** Name */
            name: string;
            /** Outbox Depth */
            outbox_depth: number | null;
            presence: components["schemas"]["Presence"];
            /** Probes */
            probes: components["schemas"]["ProbeView"][];
            /** Reported */
            reported: {
                [key: string]: unknown;
            } | null;
            /** Reported Number */
            reported_number: number;
            running: components["schemas"]["Versions"];
            /** Scans Refused */
            scans_refused: number;
            /** Scans Today */
            scans_today: number;
            settings: components["schemas"]["SettingsView"];
            /** Slides */
            slides: string[];
            /** Station Id */
            station_id: string;
            wanted: components["schemas"]["Versions"];
            /** Ward */
            ward: string;
        };
        /**
         * Summary
         * @description What the home page shows.
         */
        Summary: {
            alerts: components["schemas"]["AlertCounts"];
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Attention */
            attention: number;
            scans: components["schemas"]["ScanCounts"];
            stations: components["schemas"]["StationCounts"];
            watch: components["schemas"]["Watch"];
        };
        /**
         * Timeline
         * @description What happened to a station, newest first; `next_before` is None on the last page.
         */
        Timeline: {
            /** Events */
            events: components["schemas"]["EventView"][];
            /** Next Before */
            next_before: number | null;
        };
        /**
         * VerdictKind
         * @description The rows of the verdict table, first row first.
         * @enum {string}
         */
        VerdictKind: "recalled" | "void" | "sold" | "bad_signature" | "mismatch" | "signed_but_unknown" | "suspected_copy" | "expired" | "not_activated" | "valid_date_unchecked" | "valid" | "known" | "signed_state_unknown" | "establishment" | "unknown" | "unavailable" | "not_a_trace_code";
        /**
         * Versions
         * @description What a station runs, or should run.
         *
         *     Attributes:
         *         software: None where nobody says.
         *         number: of the desired state, 0 for none.
         */
        Versions: {
            /** Number */
            number: number;
            /** Software */
            software: string | null;
        };
        /**
         * WardCounts
         * @description How the stations of an area are; revoked ones don't count.
         *
         *     Attributes:
         *         attention: how many of them need attention.
         */
        WardCounts: {
            /** Attention */
            attention: number;
            /** Never */
            never: number;
            /** Offline */
            offline: number;
            /** Online */
            online: number;
            /** Scans Today */
            scans_today: number;
            /** Total */
            total: number;
        };
        /**
         * WardList
         * @description All wards of the city, and the stations whose ward is none of them.
         */
        WardList: {
            elsewhere: components["schemas"]["WardCounts"];
            /** Wards */
            wards: components["schemas"]["WardView"][];
        };
        /**
         * WardView
         * @description A ward or commune with its stations, perhaps none.
         *
         *     Attributes:
         *         latitude: of the centroid, degrees in WGS 84; `longitude` likewise.
         */
        WardView: {
            /** Area Km2 */
            area_km2: number;
            /** Attention */
            attention: number;
            /** Code */
            code: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "phường" | "xã";
            /** Latitude */
            latitude: number;
            /** Longitude */
            longitude: number;
            /** Name */
            name: string;
            /** Never */
            never: number;
            /** Offline */
            offline: number;
            /** Online */
            online: number;
            /** Scans Today */
            scans_today: number;
            /** Total */
            total: number;
        };
        /**
         * Watch
         * @description Who looks after the stations.
         *
         *     Attributes:
         *         hearing_since: since when stations are heard without a break; None while nobody hears them,
         *             so that a silent station isn't told from one that is gone.
         *         working_since: since when a worker looks after alerts and presence; None while none does.
         */
        Watch: {
            /** Hearing Since */
            hearing_since: string | null;
            /** Working Since */
            working_since: string | null;
        };
        /**
         * What
         * @description What of a station is to be started again: `what` of a command `restart`.
         * @enum {string}
         */
        What: "station" | "agent" | "both";
        /**
         * Who
         * @description Who is signed in, and what the role may do.
         */
        Who: {
            /** Can Change */
            can_change: boolean;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_alerts: {
        parameters: {
            query?: {
                state?: ("open" | "closed") | null;
                before?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acknowledge"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_attention: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttentionPage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    order_many: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkOrder"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResult"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listen: {
        parameters: {
            query?: {
                after?: number | null;
            };
            header?: {
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_scans: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
                station?: string | null;
                ward?: string;
                market?: string;
                verdict?: components["schemas"]["VerdictKind"] | null;
                colour?: components["schemas"]["Colour"] | null;
                q?: string;
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanPage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_scans: {
        parameters: {
            query?: {
                station?: string | null;
                ward?: string;
                market?: string;
                verdict?: components["schemas"]["VerdictKind"] | null;
                colour?: components["schemas"]["Colour"] | null;
                q?: string;
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanTotal"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_scans: {
        parameters: {
            query?: {
                station?: string | null;
                ward?: string;
                market?: string;
                verdict?: components["schemas"]["VerdictKind"] | null;
                colour?: components["schemas"]["Colour"] | null;
                q?: string;
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    whoami: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Who"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Who"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_slides: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlideList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_slide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_add_slide"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlideView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retire_slide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slide_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slide_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_facets: {
        parameters: {
            query?: {
                q?: string;
                status?: components["schemas"]["PresenceStatus"] | null;
                ward?: string;
                market?: string;
                health?: ("ok" | "bad") | null;
                state?: ("pending" | "in_force" | "refused") | null;
                software?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facets"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_stations: {
        parameters: {
            query?: {
                sort?: components["schemas"]["Sort"];
                descending?: boolean;
                after?: string;
                limit?: number;
                q?: string;
                status?: components["schemas"]["PresenceStatus"] | null;
                ward?: string;
                market?: string;
                health?: ("ok" | "bad") | null;
                state?: ("pending" | "in_force" | "refused") | null;
                software?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationPage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_stations: {
        parameters: {
            query?: {
                q?: string;
                status?: components["schemas"]["PresenceStatus"] | null;
                ward?: string;
                market?: string;
                health?: ("ok" | "bad") | null;
                state?: ("pending" | "in_force" | "refused") | null;
                software?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_station: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_commands: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    order_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandOrder"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_command: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
                command_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_command: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
                command_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_health: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthChart"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_screenshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    request_screenshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DesiredRow"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_timeline: {
        parameters: {
            query?: {
                kind?: components["schemas"]["EventKind"][] | null;
                before?: number | null;
                limit?: number;
            };
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_summary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_wards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WardList"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    alive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
