-- When an offer was taken: a chat is handed over then.
ALTER TABLE offers ADD COLUMN taken BIGINT;
-- Of those from before nothing but when they were made is known.
UPDATE offers SET taken = made WHERE state = 'accepted';
CREATE INDEX offers_taken ON offers (taken) WHERE taken IS NOT NULL;
