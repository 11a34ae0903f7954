"""Learning the whole job on made-up patients: what there is to do, and what was done. Shop room."""
