-- The app's own store. Keyed by (record, tenant, patient_id); clinical text is encrypted (columns "body").
-- Portable: the same file runs on H2 (PostgreSQL mode) and PostgreSQL.

create table access_audit (
  id            bigint generated always as identity primary key,
  at            timestamp with time zone not null,
  record        varchar(40)  not null,
  tenant        varchar(120) not null,
  patient_id    varchar(64)  not null,
  launch_id     varchar(22)  not null,
  user_ref      varchar(90)  not null,
  user_role     varchar(20)  not null,
  action        varchar(12)  not null,
  resource_type varchar(40)  not null,
  outcome       varchar(40)  not null
);
create index access_audit_patient on access_audit (record, tenant, patient_id, at);

create table write_ledger (
  id            uuid primary key,
  record        varchar(40)  not null,
  tenant        varchar(120) not null,
  patient_id    varchar(64)  not null,
  encounter_id  varchar(64)  not null,
  launch_id     varchar(22)  not null,
  user_ref      varchar(90)  not null,
  kind          varchar(30)  not null,
  write_key     varchar(64)  not null unique,
  resource_type varchar(40)  not null,
  body          bytea        not null,
  attribution   bytea        not null,
  state         varchar(24)  not null,
  resource_ref  varchar(120),
  version_id    varchar(64),
  why           varchar(24),
  created_at    timestamp with time zone not null,
  updated_at    timestamp with time zone not null
);
create index write_ledger_patient on write_ledger (record, tenant, patient_id, state);

-- What a person typed and has not sent or saved yet: one per person, visit and form.
create table draft (
  record        varchar(40)  not null,
  tenant        varchar(120) not null,
  patient_id    varchar(64)  not null,
  visit         varchar(64)  not null,
  user_ref      varchar(90)  not null,
  form          varchar(20)  not null,
  body          bytea        not null,
  updated_at    timestamp with time zone not null,
  primary key (record, tenant, patient_id, visit, user_ref, form)
);

-- Preferences and pre-visit answers recorded here, so that they are there even where the EHR cannot hold them.
create table recorded (
  id            uuid primary key,
  record        varchar(40)  not null,
  tenant        varchar(120) not null,
  patient_id    varchar(64)  not null,
  visit         varchar(64)  not null,
  kind          varchar(20)  not null,
  write_key     varchar(64)  not null,
  body          bytea        not null,
  recorded_at   timestamp with time zone not null
);
create index recorded_patient on recorded (record, tenant, patient_id, kind, recorded_at);

-- One agenda per visit; "version" guards against two people overwriting each other.
create table agenda (
  record        varchar(40)  not null,
  tenant        varchar(120) not null,
  patient_id    varchar(64)  not null,
  visit         varchar(64)  not null,
  body          bytea        not null,
  version       integer      not null,
  visit_on      date         not null,
  is_closed     boolean      not null,
  updated_at    timestamp with time zone not null,
  primary key (record, tenant, patient_id, visit)
);
