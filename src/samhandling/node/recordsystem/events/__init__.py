"""What the record system tells of patients and stays.

told       what an event says, whichever way it came. Pure
adt, er7   HL7 v2 ADT as told. Pure
fhir       FHIR R4 Patient and Encounter as told. Pure
hearing    kept before it is answered, answered once
patients   whose event it is; an unknown patient is registered
visits     what differs from what is registered becomes local acts
mllp       the listener
"""
