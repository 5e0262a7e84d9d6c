"""Every act that the audit log knows, with its name for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

RECEIVE_MESSAGE = "receive-message"
REJECT_MESSAGE = "reject-message"
SEND_MESSAGE = "send-message"
SEND_AGAIN = "send-again"
START_DRAFT = "start-draft"
SAVE_DRAFT = "save-draft"
READ_DRAFT = "read-draft"
DROP_DRAFT = "drop-draft"
COPY_TO = "copy-to"
ENCLOSE_FILE = "enclose-file"
TAKE_OUT_FILE = "take-out-file"
RELEASE_ADDRESS = "release-address"
NOTE_OBJECTION = "note-objection"
READ_MESSAGE = "read-message"
READ_INBOX = "read-inbox"
HANDLE_MESSAGE = "handle-message"
LEAVE_NOTE = "leave-note"
SET_LIMIT = "set-limit"
READ_UNTAKEN = "read-untaken"
READ_SENT = "read-sent"
READ_PATIENT = "read-patient"
SEARCH_PATIENT = "search-patient"
READ_ORIGINAL = "read-original"
READ_ATTACHMENT = "read-attachment"
READ_DELIVERY = "read-delivery"
READ_AUDIT = "read-audit"
OPEN_PATIENT = "open-patient"
REVIEW_ACCESS = "review-access"
BLOCK = "block-record"
LIFT_BLOCK = "lift-block"
READ_BOARD = "read-board"
READ_STAY = "read-stay"
READ_WALL = "read-wall"
SAVE_VIEW = "save-view"
DROP_VIEW = "drop-view"
READ_TASKS = "read-tasks"
REGISTER_PATIENT = "register-patient"
LINK_IDENTITIES = "link-identities"
CORRECT_PATIENT = "correct-patient"
SETTLE_PATIENT = "settle-patient"
RECORD_ACT = "record-act"
CLOSE_TASK = "close-task"
TRY_AGAIN = "try-again"
READ_RULES = "read-rules"
SET_RULE = "set-rule"
WRITE_AGREEMENT = "write-agreement"
READ_SETTLEMENT = "read-settlement"
ISSUE_BASIS = "issue-basis"
RECEIVE_BASIS = "receive-basis"
MARK_LINE = "mark-line"
DOWNLOAD_ANSWER = "download-answer"
RECEIVE_ANSWER = "receive-answer"
DOWNLOAD_BASIS = "download-basis"
WRITE_DISPUTE = "write-dispute"
READ_DISPUTE = "read-dispute"
APPROVE_DISPUTE = "approve-dispute"
CREATE_USER = "create-user"
SAY_PROFESSION = "say-profession"
MAKE_TOKEN = "make-token"  # noqa: S105  the name of an act
WITHDRAW_TOKEN = "withdraw-token"  # noqa: S105  the name of an act
FETCH_RECEIVED = "fetch-received"
FETCH_STATE = "fetch-state"
TAKE_COPY = "take-copy"
FILE_COPY = "file-copy"
SWITCH_MODE = "switch-mode"
REGISTER_ORGANISATION = "register-organisation"
REGISTER_SERVICE = "register-service"
TAKE_ADDRESS = "take-address"
LOG_IN = "log-in"
LOG_OUT = "log-out"

LABELS = {
    RECEIVE_MESSAGE: _("Mottok melding"),
    REJECT_MESSAGE: _("Avviste melding"),
    SEND_MESSAGE: _("Sendte melding"),
    SEND_AGAIN: _("Sendte melding på nytt"),
    START_DRAFT: _("Begynte på melding"),
    SAVE_DRAFT: _("Lagret utkast"),
    READ_DRAFT: _("Så utkast"),
    DROP_DRAFT: _("Slettet utkast"),
    COPY_TO: _("Bestemte hvem som får kopi"),
    ENCLOSE_FILE: _("La ved fil i utkast"),
    TAKE_OUT_FILE: _("Tok fil ut av utkast"),
    RELEASE_ADDRESS: _("Bestemte om beskyttet adresse sendes"),
    NOTE_OBJECTION: _("Registrerte om pasienten motsetter seg"),
    READ_MESSAGE: _("Leste melding"),
    READ_INBOX: _("Så innboksen"),
    HANDLE_MESSAGE: _("Behandlet melding"),
    LEAVE_NOTE: _("Skrev notat til neste vakt"),
    SET_LIMIT: _("Satte frist for å ta meldinger"),
    READ_UNTAKEN: _("Så meldinger som ingen har tatt"),
    READ_SENT: _("Så sendte meldinger"),
    READ_PATIENT: _("Så pasienten"),
    SEARCH_PATIENT: _("Søkte etter pasient"),
    READ_ORIGINAL: _("Så meldingen slik den kom"),
    READ_ATTACHMENT: _("Åpnet vedlegg"),
    READ_DELIVERY: _("Så meldingstrafikken"),
    READ_AUDIT: _("Så loggen"),
    OPEN_PATIENT: _("Åpnet pasient med grunn"),
    REVIEW_ACCESS: _("Gjennomgikk åpning med grunn"),
    BLOCK: _("Sperret, eller så sperringer"),
    LIFT_BLOCK: _("Opphevet sperring"),
    READ_BOARD: _("Så tavlen"),
    READ_STAY: _("Så oppholdet"),
    READ_WALL: _("Så tavlen på veggen"),
    SAVE_VIEW: _("Lagret visning"),
    DROP_VIEW: _("Slettet visning"),
    READ_TASKS: _("Så oppgavene"),
    REGISTER_PATIENT: _("Registrerte pasient"),
    LINK_IDENTITIES: _("Knyttet nummer til pasient"),
    CORRECT_PATIENT: _("Rettet opplysninger om pasient"),
    SETTLE_PATIENT: _("Avgjorde hvem meldingen gjelder"),
    RECORD_ACT: _("Registrerte hendelse"),
    CLOSE_TASK: _("Lukket oppgave"),
    TRY_AGAIN: _("Behandlet på nytt det som var satt til side"),
    READ_RULES: _("Så regler og avtaler"),
    SET_RULE: _("Satte regel"),
    WRITE_AGREEMENT: _("Skrev inn avtale"),
    READ_SETTLEMENT: _("Så oppgjøret"),
    ISSUE_BASIS: _("Utstedte fakturagrunnlag"),
    RECEIVE_BASIS: _("Tok imot fakturagrunnlag"),
    MARK_LINE: _("Godkjente eller bestred linje"),
    DOWNLOAD_ANSWER: _("Hentet svar på fakturagrunnlag"),
    RECEIVE_ANSWER: _("Tok imot svar på fakturagrunnlag"),
    DOWNLOAD_BASIS: _("Hentet fakturagrunnlag"),
    WRITE_DISPUTE: _("Skrev tvistemappe"),
    READ_DISPUTE: _("Så tvistemappe"),
    APPROVE_DISPUTE: _("Godkjente tvistemappe"),
    CREATE_USER: _("Opprettet bruker"),
    SAY_PROFESSION: _("Oppgav yrket sitt"),
    MAKE_TOKEN: _("Laget tilgang for journalsystem"),
    WITHDRAW_TOKEN: _("Trakk tilbake tilgang for journalsystem"),
    FETCH_RECEIVED: _("Leverte til journalsystemet"),
    FETCH_STATE: _("Gav journalsystemet status for melding"),
    TAKE_COPY: _("Tok imot kopi fra journalsystemet"),
    FILE_COPY: _("La kopi i journalen"),
    SWITCH_MODE: _("Skrudde lyttemodus av eller på"),
    REGISTER_ORGANISATION: _("Registrerte virksomhet"),
    REGISTER_SERVICE: _("Registrerte tjeneste"),
    TAKE_ADDRESS: _("Hentet adresse fra Adresseregisteret"),
    LOG_IN: _("Logget inn"),
    LOG_OUT: _("Logget ut"),
}
