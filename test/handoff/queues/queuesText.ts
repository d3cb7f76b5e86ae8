/** Three queues with hours, holidays, mail and rules. */
export const queuesText = `queues:
  paris:
    name: { en: Paris office, fr: Bureau de Paris }
    hub: desk
    timeZone: Europe/Paris
    hours:
      monday: ["08:00-12:00", "13:30-17:30"]
      friday: "08:00-12:00"
    holidays:
      - { date: 2026-12-25, name: Christmas }
      - { date: 01-01, name: New Year's Day }
    remindAfter: 2min
    releaseAfter: 3min
    expireAfter: 1h
    mail: { to: support@contoso.com, locale: fr }
  nights:
    name: { vi: Ca đêm }
    hub: teams
    timeZone: Asia/Ho_Chi_Minh
    hours: { tuesday: "22:00-06:00" }
    remindAfter: 10min
    releaseAfter: 20min
    expireAfter: 2d
  support:
    name: { en: Support, fr: Assistance, vi: Bộ phận hỗ trợ }
    hub: desk
    timeZone: Etc/UTC
    remindAfter: 2min
    releaseAfter: 3min
    expireAfter: 3d
rules:
  - { languages: [fr], channels: [msteams], queue: paris }
  - { families: [outlook-certificate, tls-protocol], queue: nights }
fallback: support
`;
